using Detector.Host.Options;
using Detector.Host.Security;
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
        // On loopback a scrape needs no key, so that one machine needs no set-up.
        var scraper = app.Services.GetRequiredService<ListenOptions>().IsLoopback ? Role.None : Role.Read;
        app.MapMetrics("/metrics", app.Services.GetRequiredService<DetectorMetrics>().Registry).OnMetricsPort().RequireRole(scraper);
        app.MapGet("/healthz", () => "live").OnMetricsPort().AllowAnyone();
        app.MapHealthChecks("/readyz").OnMetricsPort().AllowAnyone();
        return app;
    }
}
