namespace Detector.Detection.Sequential;

/// <summary>The evidence that a label is lost or thinned, with what is known of its share.</summary>
/// <param name="Evidence">Evidence and alert.</param>
/// <param name="Carrying">Samples that carry the label: of the reference, and of the windows learned from.</param>
/// <param name="Others">Samples that carry another label, counted alike.</param>
/// <param name="Windows">Number of windows learned from.</param>
public sealed record SubsetEvidence(Evidence Evidence, long Carrying, long Others, int Windows)
{
    private const double Jeffreys = 0.5;

    /// <summary>No evidence yet.</summary>
    /// <param name="label">The label.</param>
    /// <param name="carrying">Samples of the reference that carry it.</param>
    /// <param name="total">Samples of the reference with a label.</param>
    internal static SubsetEvidence Start(string label, int carrying, int total) => new(
        Evidence.Start(EvidenceKey.OfSubset(label), ShareCalibrator.Retained.Count), carrying, total - carrying, 0);

    /// <summary>Adds a window; it is learned from as long as there is no alert after it.</summary>
    /// <param name="count">Samples with the label.</param>
    /// <param name="window">The window.</param>
    /// <param name="learnedWindows">Most windows learned from.</param>
    /// <param name="thresholds">The thresholds.</param>
    internal SubsetEvidence Advance(int count, WindowObservation window, int learnedWindows, AlertThresholds thresholds)
    {
        Span<double> logE = stackalloc double[ShareCalibrator.Retained.Count];
        ShareCalibrator.LogEvalues(count, window.Labelled, Carrying + Jeffreys, Others + Jeffreys, logE);
        var evidence = Evidence.Advance(logE, window.Window, thresholds);
        return evidence.Alert.Level == AlertLevel.None && Windows < learnedWindows
            ? new SubsetEvidence(evidence, Carrying + count, Others + window.Labelled - count, Windows + 1)
            : this with { Evidence = evidence };
    }
}
