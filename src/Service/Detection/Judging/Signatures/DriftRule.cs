namespace Detector.Detection.Judging;

/// <summary>
/// The distribution moved; said only where no collapse explains it, and never worse than a warning. A clear change for the better,
/// more variety than healthy batches have, is a drift too, to be watched. Subsets that gave way to others belong to it.
/// </summary>
internal static class DriftRule
{
    private const int MostNamed = 5;

    /// <summary>The drift with its evidence, or null when there is none.</summary>
    public static Signature? Match(ScoreBoard board)
    {
        var worse = board.Worse(
            Verdict.Watch, "mmd", "cell_divergence", "centroid_distance", "frechet", "domain_auc", "unigram_kl", "mean_words");
        var better = board.ChangedForBetter();
        var lost = board.Subsets.Scores.Where(subset => subset.Reduced).Take(MostNamed).Select(MinorityLossRule.Words).ToArray();
        var damage = board.Leading;
        if (worse.Count == 0 && better.Count == 0 && lost.Length == 0 && damage is null)
        {
            return null;
        }

        var severity = worse.Select(metric => metric.Severity).Append(damage?.Severity ?? Verdict.Watch).Max();
        JudgedMetric[] evidence = [.. worse, .. better];
        return new Signature(
            SignatureKind.Drift,
            severity < Verdict.Warning ? severity : Verdict.Warning,
            [.. evidence.Select(ScoreBoard.Words), .. damage is null ? [] : new[] { DamageWords.Of(damage) }, .. lost],
            [.. evidence.Select(metric => metric.Name)],
            "The outputs changed without losing variety. If the change is wanted, make a new reference of them.");
    }
}
