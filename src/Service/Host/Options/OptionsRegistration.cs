namespace Detector.Host.Options;

/// <summary>Makes the options known to the parts that take them.</summary>
internal static class OptionsRegistration
{
    /// <summary>Adds all options and each section.</summary>
    public static IServiceCollection AddDetectorOptions(this IServiceCollection services, DetectorOptions options) => services
        .AddSingleton(options)
        .AddSingleton(options.Listen)
        .AddSingleton(options.Auth)
        .AddSingleton(options.Tls)
        .AddSingleton(options.Storage)
        .AddSingleton(options.Limits)
        .AddSingleton(options.References)
        .AddSingleton(options.Scoring)
        .AddSingleton(options.Curation)
        .AddSingleton(options.Monitors)
        .AddSingleton(options.Encoder)
        .AddSingleton(options.Drain);
}
