namespace Detector.Evaluation.Peers;

/// <summary>The batch's mean embedding lies farther from the reference's than mean + 3 sigma of batches drawn from the reference (Shewhart's chart).</summary>
internal sealed class ThreeSigma : IPeer
{
    public string Name => "3 sigma";

    public PeerReading Read(PeerView view)
    {
        var deviation = Math.Max(view.Ground.ShiftDeviation, 1e-12);
        var deviates = (view.Ground.Shift(view.Batch.Embeddings) - view.Ground.ShiftMean) / deviation;
        return new PeerReading(deviates, deviates > 3);
    }
}
