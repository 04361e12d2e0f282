namespace Detector.Detection.Curation;

/// <summary>A part of the reference that a batch covers significantly too little.</summary>
/// <param name="Cell">Number of the cell; null for a label.</param>
/// <param name="Subset">The label; null for a cell.</param>
/// <param name="ReferenceShare">Share of the reference, 0 to 1.</param>
/// <param name="Share">Share of the batch, 0 to 1.</param>
/// <param name="Count">Samples of the batch in it.</param>
/// <param name="ExpectedCount">Samples expected in a healthy batch of this size.</param>
/// <param name="AdjustedPValue">Probability in (0, 1] that a healthy batch has so few, adjusted over the parts of its kind.</param>
/// <param name="Needed">Samples of it to add, while those of the other deficits of its kind are added too, until all have their share of the
/// reference.</param>
/// <param name="Seeds">Samples of the reference to start from, the one that covers most first.</param>
public sealed record Deficit(
    int? Cell,
    string? Subset,
    double ReferenceShare,
    double Share,
    long Count,
    double ExpectedCount,
    double AdjustedPValue,
    long Needed,
    IReadOnlyList<Seed> Seeds)
{
    /// <summary>What kind of part it is.</summary>
    public DeficitKind Kind => Cell is null ? DeficitKind.Subset : DeficitKind.Cell;
}
