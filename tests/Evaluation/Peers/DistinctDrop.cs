namespace Detector.Evaluation.Peers;

/// <summary>Distinct-1 or distinct-2 10 % below that of as many samples of the reference (Li et al. 2016).</summary>
internal sealed class DistinctDrop : IPeer
{
    public string Name => "distinct";

    public PeerReading Read(PeerView view) =>
        DistinctWords.Of(view.Batch.Samples).Zip(view.Ground.Distinct, Spread.Loss).MaxBy(reading => reading.Statistic);
}
