namespace Detector.Evaluation.Peers;

/// <summary>Mean pairwise cosine distance 10 % below that of as many samples of the reference.</summary>
internal sealed class DistanceDrop : IPeer
{
    public string Name => "distance";

    public PeerReading Read(PeerView view) => Spread.Loss(Spread.MeanDistance(view.Batch.Embeddings), view.Ground.MeanDistance);
}
