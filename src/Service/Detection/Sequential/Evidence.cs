namespace Detector.Detection.Sequential;

/// <summary>The evidence on one axis or label, and its alert.</summary>
/// <param name="Key">The axis or label.</param>
/// <param name="Detector">The evidence.</param>
/// <param name="Alert">The alert.</param>
public sealed record Evidence(EvidenceKey Key, EvidenceDetector Detector, AlertState Alert)
{
    /// <summary>No evidence yet.</summary>
    /// <param name="key">The axis or label.</param>
    /// <param name="sizes">Number of sizes of change.</param>
    internal static Evidence Start(EvidenceKey key, int sizes) => new(key, EvidenceDetector.Start(sizes), AlertState.Initial);

    /// <summary>Adds a window.</summary>
    /// <param name="logE">ln of the e-value for each size of change.</param>
    /// <param name="window">Number of the window.</param>
    /// <param name="thresholds">The thresholds.</param>
    internal Evidence Advance(ReadOnlySpan<double> logE, long window, AlertThresholds thresholds)
    {
        var detector = Detector.Advance(logE, window, thresholds.Ceiling);
        return new Evidence(Key, detector, Alert.Advance(detector.Log10Evidence, thresholds));
    }
}
