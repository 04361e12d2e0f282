namespace Detector.Cli.Gate.Deciding;

/// <summary>Weights for training that bring parts of the data back to their share of the reference. What is not named has weight 1.</summary>
/// <param name="Subsets">The caller's labels; every one of them when one is reduced, else none.</param>
/// <param name="Regions">The regions covered too little or too much.</param>
internal sealed record GateWeights(IReadOnlyList<PartWeight> Subsets, IReadOnlyList<PartWeight> Regions);
