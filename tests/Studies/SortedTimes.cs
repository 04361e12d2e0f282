namespace Detector.Tests.Studies;

/// <summary>Figures of times in ascending order.</summary>
public static class SortedTimes
{
    /// <summary>What a part of the times does not exceed.</summary>
    /// <param name="sorted">The times, ascending, at least one.</param>
    /// <param name="part">The part, 0 to 1.</param>
    public static double Quantile(double[] sorted, double part) => sorted[(int)Math.Min(sorted.Length - 1, Math.Ceiling(part * sorted.Length))];
}
