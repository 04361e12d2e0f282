namespace Detector.Detection.Judging;

/// <summary>A cell of the reference that the batch covers too little or too much.</summary>
/// <param name="Cell">The cell's number.</param>
/// <param name="ReferenceShare">Share of the reference, 0 to 1.</param>
/// <param name="Share">Share of the batch, 0 to 1.</param>
/// <param name="Count">Samples of the batch in it.</param>
/// <param name="ExpectedCount">Samples expected in a healthy batch of this size.</param>
/// <param name="AdjustedPValue">Probability of a count this far off, adjusted over all cells (Benjamini-Hochberg).</param>
/// <param name="Exemplars">Reference samples nearest to its centre, nearest first.</param>
public sealed record Region(
    int Cell,
    double ReferenceShare,
    double Share,
    int Count,
    double ExpectedCount,
    double AdjustedPValue,
    IReadOnlyList<Exemplar> Exemplars);
