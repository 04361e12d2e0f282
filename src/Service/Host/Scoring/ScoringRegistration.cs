namespace Detector.Host.Scoring;

/// <summary>Adds what scores batches.</summary>
internal static class ScoringRegistration
{
    /// <summary>Adds the scorer.</summary>
    public static IServiceCollection AddScoring(this IServiceCollection services) => services.AddSingleton<Scorer>();
}
