namespace Detector.Detection.Judging;

/// <summary>
/// Adjusts p-values for the number of metrics by the distribution of the largest standardized excess over the same null draws
/// (max-T, Westfall and Young 1993): correlated metrics cost little.
/// </summary>
internal static class MultiplicityAdjustment
{
    /// <summary>Adjusted p-values towards worse, in (0, 1], in the order of the results.</summary>
    public static double[] Worse(IReadOnlyList<MetricResult> results) =>
        Adjust(results, (result, draw) => result.Null.Standardized(draw), result => result.Standardized, result => result.PValue);

    /// <summary>Adjusted p-values towards better: low where a batch is significantly unlike healthy ones, but not worse.</summary>
    public static double[] Better(IReadOnlyList<MetricResult> results) =>
        Adjust(results, (result, draw) => result.Null.StandardizedBetter(draw), result => result.Null.StandardizedBetter(result.Value), _ => 0);

    private static double[] Adjust(
        IReadOnlyList<MetricResult> results, Func<MetricResult, double, double> ofDraw, Func<MetricResult, double> ofBatch,
        Func<MetricResult, double> least)
    {
        var draws = results.Count == 0 ? 0 : results.Max(result => result.Null.Draws.Length);
        var largest = new double[draws];
        Array.Fill(largest, double.NegativeInfinity);
        foreach (var result in results)
        {
            for (var draw = 0; draw < result.Null.Draws.Length; draw++)
            {
                largest[draw] = Math.Max(largest[draw], ofDraw(result, result.Null.Draws[draw]));
            }
        }

        return [.. results.Select(result => Math.Max(least(result), (1.0 + largest.Count(value => value >= ofBatch(result))) / (1 + draws)))];
    }
}
