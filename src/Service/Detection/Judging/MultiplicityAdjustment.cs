namespace Detector.Detection.Judging;

/// <summary>
/// Adjusts p-values for the number of metrics by the distribution of the largest standardized excess over the same null draws
/// (max-T, Westfall and Young 1993): correlated metrics cost little.
/// </summary>
internal static class MultiplicityAdjustment
{
    /// <summary>Adjusted p-values, in (0, 1], in the order of the results.</summary>
    public static double[] Adjust(IReadOnlyList<MetricResult> results)
    {
        if (results.Count == 0)
        {
            return [];
        }

        var draws = results.Max(result => result.Null.Draws.Length);
        var largest = new double[draws];
        Array.Fill(largest, double.NegativeInfinity);
        foreach (var result in results)
        {
            for (var draw = 0; draw < result.Null.Draws.Length; draw++)
            {
                largest[draw] = Math.Max(largest[draw], result.Null.Standardized(result.Null.Draws[draw]));
            }
        }

        return [.. results.Select(result => Math.Max(result.PValue, (1.0 + largest.Count(value => value >= result.Standardized)) / (1 + draws)))];
    }
}
