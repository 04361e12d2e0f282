namespace Detector.Detection.Curation;

/// <summary>What a batch lacks and where to start from to make it up.</summary>
/// <param name="Deficits">The deficits, the largest missing share first; empty where nothing is significantly missing.</param>
/// <param name="Needed">Samples to add so that no cell and no label lacks any: cells and labels are two views of the same samples, so this is
/// the larger of their two sums.</param>
public sealed record SeedPlan(IReadOnlyList<Deficit> Deficits, long Needed);
