using Detector.Evaluation.Peers;

namespace Detector.Evaluation.Running;

/// <summary>Marks for the peers' statistics at which they alarm on as many healthy batches as the detector does.</summary>
internal sealed class PeerCalibration
{
    private readonly double[] _marks;

    /// <summary>Takes the marks from healthy batches.</summary>
    /// <param name="healthy">The batches.</param>
    public PeerCalibration(Tally healthy)
    {
        var alarms = Math.Min(healthy.DetectedCount, healthy.Trials - 1);
        _marks = [.. PeerCatalogue.All.Select((_, peer) =>
            healthy.Outcomes.Select(outcome => outcome.Peers[peer].Statistic).OrderDescending().ElementAt(alarms))];
    }

    /// <summary>Whether a peer alarms at its mark.</summary>
    public bool Alarms(Outcome outcome, int peer) => outcome.Peers[peer].Statistic > _marks[peer];

    /// <summary>Share of batches on which a peer alarms at its mark.</summary>
    public double Power(Tally tally, int peer) => (double)tally.Outcomes.Count(outcome => Alarms(outcome, peer)) / tally.Trials;
}
