using Prometheus;

namespace Detector.Host.Telemetry;

/// <summary>Adds the metrics.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Adds the metrics.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddSingleton<DetectorMetrics>()
        .AddSingleton<MonitorMetrics>()
        .AddSingleton<MonitorExporter>();

    /// <summary>Serves /metrics, /healthz and /readyz.</summary>
    public static WebApplication MapTelemetry(this WebApplication app)
    {
        app.MapMetrics("/metrics", app.Services.GetRequiredService<DetectorMetrics>().Registry);
        app.MapGet("/healthz", () => "live");
        app.MapHealthChecks("/readyz");
        return app;
    }
}
