namespace Detector.Detection.Judging;

/// <summary>The caller's labels, judged.</summary>
/// <param name="Labelled">Samples of the batch with a label.</param>
/// <param name="Total">Samples of the reference with a label.</param>
/// <param name="Scores">One score per label of the reference, most reduced first; empty without labels on both sides.</param>
/// <param name="UnknownShare">Share of the batch's labelled samples with labels that the reference lacks, 0 to 1.</param>
/// <param name="Loss">The labels that are as good as gone, taken together.</param>
internal sealed record SubsetJudgement(int Labelled, int Total, IReadOnlyList<SubsetScore> Scores, double UnknownShare, SubsetLoss Loss)
{
    /// <summary>Probability in (0, 1] that a healthy batch is as bad in its worst label or in all lost ones together.</summary>
    public double PValue => Scores.Count == 0 ? 1 : Math.Min(1, 2 * Math.Min(Scores.Min(score => score.AdjustedPValue), Loss.PValue));
}
