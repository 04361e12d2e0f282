namespace Detector.Cli.Gate.Deciding;

/// <summary>The weight of one part of the data.</summary>
/// <param name="Part">What it is called: the label of a subset, or "cell 5" for a region.</param>
/// <param name="ReferenceShare">Its share of the reference, 0 to 1.</param>
/// <param name="Share">Its share of the batch, 0 to 1.</param>
/// <param name="Needed">Reference share / batch share, from 0; null where the batch has none of it, which no weight repairs.</param>
/// <param name="Weight">The same, kept within the policy's limits; null where there is nothing to weigh.</param>
internal sealed record PartWeight(string Part, double ReferenceShare, double Share, double? Needed, double? Weight)
{
    /// <summary>True when the weight brings the part back to its share.</summary>
    public bool Repairs => Weight is { } weight && weight == Needed;

    /// <summary>The cell's number in the reference; null for a subset.</summary>
    public int? Cell { get; init; }

    /// <summary>Reference samples nearest to a region, by text or else by id.</summary>
    public IReadOnlyList<string> Exemplars { get; init; } = [];
}
