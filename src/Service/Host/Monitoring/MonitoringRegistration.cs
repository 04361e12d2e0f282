namespace Detector.Host.Monitoring;

/// <summary>Adds what watches streams.</summary>
internal static class MonitoringRegistration
{
    /// <summary>Adds the libraries, the queue of observations and the watcher, which stops before the queue does.</summary>
    public static IServiceCollection AddMonitoring(this IServiceCollection services) => services
        .AddSingleton<MonitorSignals>()
        .AddSingleton<MonitorLibrary>()
        .AddSingleton<ReportLibrary>()
        .AddSingleton<BurnIn>()
        .AddSingleton<WindowJudge>()
        .AddSingleton<ObservationQueue>()
        .AddHostedService(provider => provider.GetRequiredService<ObservationQueue>())
        .AddHostedService<MonitorWatcher>();
}
