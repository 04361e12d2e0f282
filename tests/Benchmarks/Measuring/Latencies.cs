using Detector.Tests.Studies;

namespace Detector.Benchmarks.Measuring;

/// <summary>How long calls took.</summary>
/// <param name="Sorted">Milliseconds of each, ascending.</param>
/// <param name="Seconds">From the first to the end of the last.</param>
internal sealed record Latencies(double[] Sorted, double Seconds)
{
    /// <summary>Calls a second.</summary>
    public double PerSecond => Sorted.Length / Seconds;

    /// <summary>The median.</summary>
    public double Median => Sorted[Sorted.Length / 2];

    /// <summary>What 99 of 100 do not exceed.</summary>
    public double P99 => SortedTimes.Quantile(Sorted, 0.99);
}
