using Detector.Detection.Metrics;

namespace Detector.Detection.Judging;

/// <summary>Sums the caller's labels up in one score: the share that the worst-hit label keeps.</summary>
internal static class SubsetScoring
{
    /// <summary>The score of <c>subset_share</c>; not testable without labels.</summary>
    public static Score Summarize(IReadOnlyList<SubsetScore> subsets, Thresholds thresholds)
    {
        var score = new Score(MetricCatalogue.SubsetShare, Axis.Minority, Direction.LowerIsWorse);
        var worst = subsets.MinBy(subset => subset.PValue);
        if (worst is null)
        {
            return score with { Note = "needs subset labels in the batch and in the reference" };
        }

        // Absence takes numbers: a label with share p cannot be missed significantly in fewer than 3/p samples.
        var kept = worst.Share / worst.ReferenceShare;
        var spread = Math.Sqrt(1 / Math.Max(worst.ExpectedCount, 1e-9));
        var detectable = Math.Min(1, 2.486 * spread);
        return score with
        {
            Tested = true,
            Value = kept,
            Judgement = new Judgement(
                1, Math.Max(0, 1 - (1.645 * spread)), 1 + (1.645 * spread), worst.PValue, worst.AdjustedPValue, 1 - kept, detectable),
            EffectUnit = "share of the subset lost",
            Severity = SeverityRule.Of(worst.AdjustedPValue, 1 - kept, detectable, thresholds),
            Note = $"worst of {subsets.Count} subsets: '{worst.Subset}'",
        };
    }
}
