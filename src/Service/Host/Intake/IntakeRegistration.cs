using Detector.Encoding;
using Detector.Host.Options;
using Detector.Host.Telemetry;

namespace Detector.Host.Intake;

/// <summary>Adds the encoder and what feeds it.</summary>
internal static class IntakeRegistration
{
    /// <summary>Adds the encoder, loaded when first asked for.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton(provider => OnnxTextEncoder.Load(
            provider.GetRequiredService<EncoderSection>().ToOptions(), provider.GetRequiredService<DetectorMetrics>().CountRun))
        .AddSingleton<SampleIntake>();
}
