using Detector.Detection.Calibration;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>
/// Judges the caller's labels: the count of each is BetaBinomial(n, K + 1/2, N - K + 1/2) for a healthy batch, K of the N labelled
/// samples of the reference carrying it (Jeffreys prior); p-values are adjusted over the labels (Holm 1979).
/// </summary>
internal static class SubsetJudge
{
    /// <summary>Judges each label of the reference.</summary>
    public static SubsetJudgement Judge(
        ReferenceDistribution reference, IReadOnlyList<Sample> samples, Thresholds thresholds, ulong seed)
    {
        var labelled = samples.Count(sample => sample.Subset is not null);
        var total = reference.Subsets.Sum(pair => pair.Value);
        if (labelled == 0 || total == 0)
        {
            return new SubsetJudgement(labelled, total, [], 0, SubsetLoss.Of([], labelled, total, seed));
        }

        var counts = samples.Where(sample => sample.Subset is not null)
            .GroupBy(sample => sample.Subset!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var raw = reference.Subsets.Select(pair => (
            pair.Key, Known: pair.Value, Count: counts.GetValueOrDefault(pair.Key),
            P: new SubsetLaw(labelled, (double)pair.Value / total, total).PValue(counts.GetValueOrDefault(pair.Key)))).ToArray();
        var adjusted = Holm([.. raw.Select(entry => entry.P)]);
        var loss = SubsetLoss.Of([.. raw.Select(entry => (entry.Key, (double)entry.Known / total, entry.Count))], labelled, total, seed);
        // Judged beside each label for itself, so at half of the level.
        var named = 2 * loss.PValue <= thresholds.Significance ? loss.Gone : new HashSet<string>();
        SubsetScore[] scores =
        [
            .. raw.Select((entry, i) => Score(entry.Key, entry.Known, entry.Count, entry.P, adjusted[i], labelled, total, thresholds, named))
                .OrderByDescending(score => score.Reduced)
                .ThenBy(score => score.PValue)
                .ThenBy(score => score.Subset, StringComparer.Ordinal),
        ];
        var known = raw.Sum(entry => entry.Count);
        return new SubsetJudgement(labelled, total, scores, (double)(labelled - known) / labelled, loss);
    }

    /// <summary>Labels of the batch that the reference lacks.</summary>
    public static IReadOnlyList<string> Unknown(ReferenceDistribution reference, IReadOnlyList<Sample> samples)
    {
        var known = reference.Subsets.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        return [.. samples.Select(sample => sample.Subset).OfType<string>().Where(label => !known.Contains(label)).Distinct().Order(StringComparer.Ordinal)];
    }

    private static SubsetScore Score(
        string label, int known, int count, double p, double adjusted, int labelled, int total, Thresholds thresholds,
        IReadOnlySet<string> named)
    {
        var share = (double)known / total;
        var expected = share * labelled;
        var reduced = named.Contains(label)
            || (adjusted <= thresholds.AlarmSignificance && count < expected * (1 - thresholds.WarningEffect));
        return new SubsetScore(label, count, expected, share, (double)count / labelled, p, adjusted, reduced);
    }

    /// <summary>Adjusts p-values for their number (Holm 1979), in their order.</summary>
    public static double[] Holm(double[] p)
    {
        var order = Enumerable.Range(0, p.Length).OrderBy(i => p[i]).ToArray();
        var adjusted = new double[p.Length];
        double running = 0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            running = Math.Max(running, Math.Min(1, p[order[rank]] * (p.Length - rank)));
            adjusted[order[rank]] = running;
        }

        return adjusted;
    }
}
