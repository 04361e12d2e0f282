namespace Detector.Detection.Judging;

/// <summary>One of the caller's labels: its share then and now.</summary>
/// <param name="Subset">The label.</param>
/// <param name="Count">Samples of the batch that carry it.</param>
/// <param name="ExpectedCount">Samples expected in a healthy batch of this size.</param>
/// <param name="ReferenceShare">Share of the reference, 0 to 1.</param>
/// <param name="Share">Share of the batch, 0 to 1.</param>
/// <param name="PValue">Probability in (0, 1] that a healthy batch has so few.</param>
/// <param name="AdjustedPValue">The same, adjusted over all labels (Holm).</param>
/// <param name="Reduced">True when the label is judged lost or thinned.</param>
public sealed record SubsetScore(
    string Subset,
    int Count,
    double ExpectedCount,
    double ReferenceShare,
    double Share,
    double PValue,
    double AdjustedPValue,
    bool Reduced)
{
    /// <summary>Share of the label's samples in the reference that outputs cover, 0 to 1; null where the reference has too few.</summary>
    public double? Recall { get; init; }

    /// <summary>Probability in (0, 1] that a healthy batch covers so few; null as <see cref="Recall"/>.</summary>
    public double? RecallPValue { get; init; }

    /// <summary>The same, adjusted over all labels (Holm).</summary>
    public double? RecallAdjustedPValue { get; init; }
}
