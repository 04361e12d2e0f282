using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Calibration;

/// <summary>How a metric is distributed for healthy batches of one size, as draws.</summary>
internal sealed class NullDistribution
{
    // Draws are kept as floats, and interpolated.
    private const double Rounding = 1e-6;
    private static readonly double[] ScaleLevels = [0.90, 0.95, 0.99];
    private readonly Direction _direction;
    private readonly double[] _excesses;
    private readonly double _worseScale;
    private readonly double _betterScale;

    /// <summary>Takes draws in their order.</summary>
    /// <param name="draws">Values, one per draw.</param>
    /// <param name="direction">Which way is worse.</param>
    /// <param name="resolution">Scale of the excess where all draws are equal, above 0.</param>
    public NullDistribution(double[] draws, Direction direction, double resolution)
    {
        _direction = direction;
        Draws = draws;
        double[] sorted = [.. draws.Order()];
        Median = Quantiles.Of(sorted, 0.5);
        P05 = Quantiles.Of(sorted, 0.05);
        P95 = Quantiles.Of(sorted, 0.95);
        Deviation = StandardDeviation(draws);
        _excesses = [.. draws.Select(Excess).Order()];
        _worseScale = TailScale(level => Quantiles.Of(_excesses, level), resolution);
        _betterScale = TailScale(level => -Quantiles.Of(_excesses, 1 - level), resolution);
    }

    /// <summary>The values, one per draw.</summary>
    public double[] Draws { get; }

    /// <summary>Median.</summary>
    public double Median { get; }

    /// <summary>5th percentile.</summary>
    public double P05 { get; }

    /// <summary>95th percentile.</summary>
    public double P95 { get; }

    /// <summary>Standard deviation.</summary>
    public double Deviation { get; }

    /// <summary>How far a value lies towards worse; negative when better, never where both ways are worse.</summary>
    public double Excess(double value) => _direction switch
    {
        Direction.LowerIsWorse => Median - value,
        Direction.HigherIsWorse => value - Median,
        _ => Math.Abs(value - Median),
    };

    /// <summary>Excess that is significant at the 5 % level and found with power .8.</summary>
    public double DetectableExcess => Quantiles.Of(_excesses, 0.95) + (Distributions.NormalQuantile(0.8) * Deviation);

    /// <summary>(1 + draws at least as bad) / (1 + draws), never 0. Draws that are equal up to rounding are as bad.</summary>
    public double PValue(double value)
    {
        var excess = Excess(value) - (Rounding * Math.Abs(Median));
        return (1.0 + _excesses.Count(draw => draw >= excess)) / (1 + Draws.Length);
    }

    /// <summary>
    /// The excess in units that make metrics comparable: about a standard normal deviate for healthy batches, with the scale taken
    /// from the upper tail so that a heavy-tailed metric does not drown the others.
    /// </summary>
    public double Standardized(double value) => Excess(value) / _worseScale;

    /// <summary>The same towards better: how far a value lies on the other side.</summary>
    public double StandardizedBetter(double value) => -Excess(value) / _betterScale;

    private double TailScale(Func<double, double> quantile, double resolution)
    {
        var extreme = quantile(1) / Distributions.NormalQuantile(1 - (1.0 / (1 + Draws.Length)));
        var scale = ScaleLevels.Select(level => quantile(level) / Distributions.NormalQuantile(level)).Append(extreme).Max();
        return scale > 0 ? scale : resolution;
    }

    private static double StandardDeviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
    }
}
