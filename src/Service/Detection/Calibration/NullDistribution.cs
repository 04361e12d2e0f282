using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Calibration;

/// <summary>How a metric is distributed for healthy batches of one size, as draws.</summary>
internal sealed class NullDistribution
{
    private static readonly double[] ScaleLevels = [0.90, 0.95, 0.99];
    private readonly double[] _sorted;
    private readonly double _sign;
    private readonly double _scale;

    /// <summary>Takes draws in their order.</summary>
    /// <param name="draws">Values, one per draw.</param>
    /// <param name="direction">Which way is worse.</param>
    /// <param name="resolution">Scale of the excess where all draws are equal, above 0.</param>
    public NullDistribution(double[] draws, Direction direction, double resolution)
    {
        Draws = draws;
        _sorted = [.. draws.Order()];
        _sign = direction == Direction.LowerIsWorse ? -1 : 1;
        Median = Quantiles.Of(_sorted, 0.5);
        P05 = Quantiles.Of(_sorted, 0.05);
        P95 = Quantiles.Of(_sorted, 0.95);
        Deviation = StandardDeviation(draws);
        var scale = TailScale();
        _scale = scale > 0 ? scale : resolution;
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

    /// <summary>How far a value lies towards worse; negative when better.</summary>
    public double Excess(double value) => _sign * (value - Median);

    /// <summary>Excess that is significant at the 5 % level and found with power .8.</summary>
    public double DetectableExcess => (_sign < 0 ? Median - P05 : P95 - Median) + (Distributions.NormalQuantile(0.8) * Deviation);

    /// <summary>(1 + draws at least as bad) / (1 + draws), never 0.</summary>
    public double PValue(double value) => (1.0 + Draws.Count(draw => _sign * draw >= _sign * value)) / (1 + Draws.Length);

    /// <summary>
    /// The excess in units that make metrics comparable: about a standard normal deviate for healthy batches, with the scale taken
    /// from the upper tail so that a heavy-tailed metric does not drown the others.
    /// </summary>
    public double Standardized(double value) => Excess(value) / _scale;

    private double TailScale()
    {
        var scale = ScaleLevels.Max(level => Excess(TailQuantile(level)) / Distributions.NormalQuantile(level));
        var extreme = Excess(TailQuantile(1)) / Distributions.NormalQuantile(1 - (1.0 / (1 + Draws.Length)));
        return Math.Max(scale, extreme);
    }

    private double TailQuantile(double level) => Quantiles.Of(_sorted, _sign < 0 ? 1 - level : level);

    private static double StandardDeviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
    }
}
