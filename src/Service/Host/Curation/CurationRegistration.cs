namespace Detector.Host.Curation;

/// <summary>Adds what curates candidates.</summary>
internal static class CurationRegistration
{
    /// <summary>Adds the curator.</summary>
    public static IServiceCollection AddCuration(this IServiceCollection services) => services.AddSingleton<Curator>();
}
