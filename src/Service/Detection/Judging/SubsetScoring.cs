using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>Sums the caller's labels up in one score: the share that the worst-hit label keeps.</summary>
internal static class SubsetScoring
{
    /// <summary>The score of <c>subset_share</c>; not testable without labels.</summary>
    /// <param name="subsets">The judged labels.</param>
    /// <param name="thresholds">When a change counts.</param>
    public static Score Summarize(SubsetJudgement subsets, Thresholds thresholds)
    {
        var score = new Score(MetricCatalogue.SubsetShare, Axis.Minority, Direction.LowerIsWorse);
        var worst = subsets.Scores.MinBy(subset => subset.PValue);
        if (worst is null)
        {
            return score with { Note = "needs subset labels in the batch and in the reference" };
        }

        var law = new SubsetLaw(subsets.Labelled, worst.ReferenceShare, subsets.Total);
        var kept = worst.Share / worst.ReferenceShare;
        var detectable = law.DetectableLoss();
        var limit = detectable is null ? "; not even its complete loss would be significant in a batch of this size" : "";
        return score with
        {
            Tested = true,
            Value = kept,
            Judgement = new Judgement(
                law.KeptAt(0.5), law.KeptAt(0.05), law.KeptAt(0.95), subsets.PValue, subsets.PValue, 1 - kept, detectable ?? 1),
            EffectUnit = "share of the subset lost",
            Severity = SeverityRule.Of(subsets.PValue, Deviate(subsets.PValue), 1 - kept, 1 - kept, detectable ?? 1, thresholds),
            Note = $"worst of {subsets.Scores.Count} subsets: '{worst.Subset}'{limit}",
        };
    }

    /// <summary>The standard normal deviate of a p-value.</summary>
    public static double Deviate(double p) => -Distributions.NormalQuantile(Math.Clamp(p, 1e-300, 1 - 1e-12));
}
