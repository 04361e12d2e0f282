using Detector.Host.Options;

namespace Detector.Host.References;

/// <summary>Adds what makes and holds references.</summary>
internal static class ReferencesRegistration
{
    /// <summary>Adds creator, calibrator, library and cache.</summary>
    public static IServiceCollection AddReferences(this IServiceCollection services) => services
        .AddSingleton(provider => new ReferenceCache(provider.GetRequiredService<ReferencesOptions>().CacheBytes))
        .AddSingleton<CalibrationRunner>()
        .AddSingleton<ReferenceCalibrator>()
        .AddHostedService(provider => provider.GetRequiredService<ReferenceCalibrator>())
        .AddSingleton<ReferenceLibrary>()
        .AddSingleton<ReferenceCreator>();
}
