namespace Detector.Detection.Judging;

/// <summary>When a change counts, and how much.</summary>
public sealed record Thresholds
{
    /// <summary>Level of the adjusted p-values for watch, in (0, 0.5]. The default value is 0.05.</summary>
    public double Significance { get; init; } = 0.05;

    /// <summary>Level of the adjusted p-values for warning and critical, in (0, 0.5]. The default value is 0.005.</summary>
    public double AlarmSignificance { get; init; } = 0.005;

    /// <summary>Smallest effect for watch, in (0, 1]. The default value is 0.05.</summary>
    public double WatchEffect { get; init; } = 0.05;

    /// <summary>Smallest effect for warning, in (0, 1]. The default value is 0.10.</summary>
    public double WarningEffect { get; init; } = 0.10;

    /// <summary>Smallest effect for critical, in (0, 1]. The default value is 0.20.</summary>
    public double CriticalEffect { get; init; } = 0.20;
}
