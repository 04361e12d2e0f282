namespace Detector.Evaluation.Peers;

/// <summary>Every peer there is.</summary>
internal static class PeerCatalogue
{
    /// <summary>The peers, in the order of tables.</summary>
    public static IReadOnlyList<IPeer> All { get; } =
        [new MmdPermutation(), new DomainClassifier(), new ThreeSigma(), new DistanceDrop(), new VendiDrop(), new DistinctDrop()];
}
