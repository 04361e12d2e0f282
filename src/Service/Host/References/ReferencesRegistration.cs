using Detector.Host.Options;

namespace Detector.Host.References;

/// <summary>Adds what makes and holds references.</summary>
internal static class ReferencesRegistration
{
    /// <summary>Adds creator, library and cache.</summary>
    public static IServiceCollection AddReferences(this IServiceCollection services) => services
        .AddSingleton(provider => new ReferenceCache(provider.GetRequiredService<ReferencesOptions>().CacheBytes))
        .AddSingleton<ReferenceLibrary>()
        .AddSingleton<ReferenceCreator>();
}
