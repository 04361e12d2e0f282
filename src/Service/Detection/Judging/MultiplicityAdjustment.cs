using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>
/// Adjusts p-values for everything judged together by the distribution of the largest standardized excess over the same null draws
/// (max-T, Westfall and Young 1993): correlated figures cost little. The level is shared out between two families, since the few kinds
/// of damage each combine all metrics, while the many single metrics are there for what no kind of damage resembles.
/// </summary>
internal static class MultiplicityAdjustment
{
    /// <summary>Share of the level that the kinds of damage get.</summary>
    public const double DamageShare = 0.7;

    /// <summary>Share of the level that single metrics get.</summary>
    public const double MetricShare = 1 - DamageShare;

    /// <summary>Adjusted p-values of the kinds of damage, in (0, 1], in the order of the results.</summary>
    public static double[] Damages(IReadOnlyList<DamageResult> results)
    {
        var largest = Largest([.. results.Select(Excesses)]);
        return [.. results.Select(result => Math.Clamp(Tail(largest, result.Standardized) / DamageShare, result.PValue, 1))];
    }

    /// <summary>Adjusted p-values of the metrics towards worse, in (0, 1], in the order of the results.</summary>
    public static double[] Worse(IReadOnlyList<MetricResult> results)
    {
        var largest = Largest([.. results.Select(Excesses)]);
        return [.. results.Select(result => Math.Clamp(Tail(largest, result.Standardized) / MetricShare, result.PValue, 1))];
    }

    /// <summary>Adjusted p-values towards better: low where a batch is significantly unlike healthy ones, but not worse.</summary>
    public static double[] Better(IReadOnlyList<MetricResult> results)
    {
        var largest = Largest([.. results.Select(result => result.Null.Draws.Select(result.Null.StandardizedBetter).ToArray())]);
        return [.. results.Select(result => Math.Clamp(Tail(largest, result.Null.StandardizedBetter(result.Value)), 1.0 / (1 + largest.Length), 1))];
    }

    /// <summary>
    /// Probability in (0, 1] that the worst of some metrics, those of an axis, is as bad in a healthy batch as in this one.
    /// </summary>
    public static double Together(IReadOnlyList<MetricResult> results)
    {
        var largest = Largest([.. results.Select(Excesses)]);
        var least = results.Min(result => result.PValue);
        return Math.Clamp(Tail(largest, results.Max(result => result.Standardized)), least, 1);
    }

    /// <summary>Probability in (0, 1] that the likeliest of some kinds of damage looks as likely in a healthy batch as in this one.</summary>
    public static double Together(IReadOnlyList<DamageResult> results)
    {
        var largest = Largest([.. results.Select(Excesses)]);
        return Math.Clamp(Tail(largest, results.Max(result => result.Standardized)), results.Min(result => result.PValue), 1);
    }

    private static double[] Excesses(DamageResult result) => [.. result.Null.Draws.Select(result.Null.Standardized)];

    private static double[] Excesses(MetricResult result) => [.. result.Null.Draws.Select(result.Null.Standardized)];

    // The largest over the figures, draw by draw, ascending.
    private static double[] Largest(double[][] excesses)
    {
        var draws = excesses.Length == 0 ? 0 : excesses.Max(figure => figure.Length);
        var largest = new double[draws];
        Array.Fill(largest, double.NegativeInfinity);
        foreach (var figure in excesses)
        {
            for (var draw = 0; draw < figure.Length; draw++)
            {
                largest[draw] = Math.Max(largest[draw], figure[draw]);
            }
        }

        Array.Sort(largest);
        return largest;
    }

    // Beyond the largest draw the tail falls as that of a normal deviate does: draws alone cannot tell 4 deviates from 40.
    private static double Tail(double[] ascending, double value)
    {
        var below = Array.BinarySearch(ascending, value);
        below = below < 0 ? ~below : below;
        while (below > 0 && ascending[below - 1] >= value)
        {
            below--;
        }

        var share = (1.0 + ascending.Length - below) / (1 + ascending.Length);
        if (below < ascending.Length || ascending.Length == 0 || ascending[^1] <= 0)
        {
            return share;
        }

        var end = NormalLaw.Cdf(-ascending[^1]);
        return Math.Max(double.Epsilon, share * Math.Min(1, NormalLaw.Cdf(-value) / end));
    }
}
