using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>How monitors are watched (section Monitors).</summary>
internal sealed record MonitorsOptions
{
    /// <summary>Windows judged at the same time, 1 to 64. The default value is 1; the encoder uses all processors for one.</summary>
    [Range(1, 64)]
    public int ConcurrentJudges { get; init; } = 1;

    /// <summary>Closed windows of a monitor that may wait to be judged, 1 to 10000; samples are refused meanwhile. The default value is 16.</summary>
    [Range(1, 10_000)]
    public int WaitingWindows { get; init; } = 16;

    /// <summary>
    /// Seconds after which another replica judges the window of one that died, 1 to 3600. The default value is 10.
    /// </summary>
    [Range(1, 3600)]
    public int LeaseSeconds { get; init; } = 10;

    /// <summary>Milliseconds between looks for windows of other replicas and windows whose time is over, 50 to 60000. The default value is 500.</summary>
    [Range(50, 60_000)]
    public int PollMilliseconds { get; init; } = 500;

    /// <summary>Minutes for which request ids and streams of observations are remembered, 1 to 525600. The default value is 1440, a day.</summary>
    [Range(1, 525_600)]
    public int RequestMinutes { get; init; } = 1440;

    /// <summary>Samples that may wait to be stored, 1 to 10000000. The default value is 65536.</summary>
    [Range(1, 10_000_000)]
    public int QueueSamples { get; init; } = 65_536;

    /// <summary>WatchReports calls at the same time, 1 to 10000. The default value is 200.</summary>
    [Range(1, 10_000)]
    public int Watchers { get; init; } = 200;

    /// <summary>ObserveStream calls at the same time, 1 to 100000. The default value is 1000.</summary>
    [Range(1, 100_000)]
    public int Streams { get; init; } = 1000;

    /// <summary>Monitors that /metrics shows, 1 to 10000, in the order of their names. The default value is 200.</summary>
    [Range(1, 10_000)]
    public int MetricMonitors { get; init; } = 200;

    /// <summary>Labels of a monitor that /metrics shows, 0 to 1000, the largest of the reference first. The default value is 20.</summary>
    [Range(0, 1000)]
    public int MetricSubsets { get; init; } = 20;
}
