using Detector.Detection.Judging;

namespace Detector.Host.Monitoring;

/// <summary>What can be changed of a monitor.</summary>
internal sealed record MonitorSettings
{
    /// <summary>Which samples are judged together.</summary>
    public WindowSettings Window { get; init; } = new();

    /// <summary>When a change in a window counts.</summary>
    public Thresholds Thresholds { get; init; } = new();

    /// <summary>When evidence over windows is an alert.</summary>
    public EvidenceSettings Evidence { get; init; } = new();

    /// <summary>What is kept.</summary>
    public RetentionSettings Retention { get; init; } = new();
}
