namespace Detector.Detection.Numerics;

/// <summary>The statistic of Mann and Whitney (1947) as a share: the area under the ROC curve.</summary>
internal static class MannWhitney
{
    /// <summary>Share of the pairs in which the first sample's value is the larger, equal ones counted half; 0 to 1.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <param name="sorted">At least one value, ascending.</param>
    public static double Share(ReadOnlySpan<float> values, ReadOnlySpan<float> sorted)
    {
        double below = 0;
        foreach (var value in values)
        {
            below += (FirstAtLeast(sorted, value) + FirstAtLeast(sorted, MathF.BitIncrement(value))) / 2.0;
        }

        return below / values.Length / sorted.Length;
    }

    private static int FirstAtLeast(ReadOnlySpan<float> sorted, float value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
