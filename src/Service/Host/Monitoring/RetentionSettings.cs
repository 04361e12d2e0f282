namespace Detector.Host.Monitoring;

/// <summary>What is kept of judged windows.</summary>
internal sealed record RetentionSettings
{
    /// <summary>Largest number of reports that can be kept.</summary>
    public const int MostReports = 100_000;

    /// <summary>Most reports kept.</summary>
    public int Reports { get; init; } = 1000;

    /// <summary>Longest time a report is kept; null for any.</summary>
    public TimeSpan? ReportAge { get; init; }

    /// <summary>Whether samples are kept with their report.</summary>
    public bool KeepSamples { get; init; }
}
