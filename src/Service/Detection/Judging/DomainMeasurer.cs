using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>Tells a batch from the reference by a classifier, and compares how well that goes with its known null.</summary>
internal sealed class DomainMeasurer(
    ReferenceDistribution reference, BatchFigures figures, IReadOnlyList<Sample> samples, ulong seed)
{
    // 2 AUC - 1 is one unit of effect.
    private const double EffectScale = 0.5;
    private const int LeastPerHalf = 8;

    /// <summary>Measures the metric; the second part says why where it cannot be.</summary>
    public (MetricResult? Result, string Reason) Measure(DomainAuc metric)
    {
        var (first, second) = Halves();
        var count = Math.Min(Independent(first), Independent(second));
        if (figures.PieceSize == 0)
        {
            return (null, $"needs at least {figures.Nulls.MinimumSize} samples");
        }

        if (count < LeastPerHalf)
        {
            return (null, $"needs outputs to at least {2 * LeastPerHalf} prompts");
        }

        var state = reference.State;
        var rows = figures.Placement.Projections;
        float[][] Of(int[][] half) => [.. half.SelectMany(unit => unit).Select(index => rows[index])];
        var value = DomainAuc.Measure(
            (Of(first), Of(second)), state.Support.Projections, state.NullPlacement.Projections, state.Scales.Variances);
        var deviation = DomainAuc.Deviation(Independent(first), Independent(second), state.NullIndependent);
        var deviate = (value - 0.5) / deviation;
        var p = Math.Clamp(Distributions.NormalCdf(-deviate), double.Epsilon, 1);
        var distribution = Null(metric, deviation);
        return (new MetricResult(metric.Description, value, distribution, p, deviate, EffectScale, EffectUnit.Separation, ""), "");
    }

    // Outputs to one prompt stay in one half, lest the classifier know the other half's by their prompts.
    private (int[][] First, int[][] Second) Halves()
    {
        var units = PromptGroups.Units(samples);
        var halves = (First: new List<int[]>(), Second: new List<int[]>());
        var ahead = 0;
        foreach (var index in new SeededRandom(seed, Streams.DomainHalves).Permutation(units.Length))
        {
            (ahead <= 0 ? halves.First : halves.Second).Add(units[index]);
            ahead += ahead <= 0 ? units[index].Length : -units[index].Length;
        }

        return ([.. halves.First], [.. halves.Second]);
    }

    private static double Independent(int[][] units) => PromptGroups.Independent(units);

    // Quantiles of the normal distribution in an order of their own: independent of the other metrics' draws, which errs on the
    // safe side where metrics are judged together.
    private NullDistribution Null(DomainAuc metric, double deviation)
    {
        var draws = reference.Options.NullDraws;
        var order = new SeededRandom(reference.Options.Seed, Streams.DomainNull).Permutation(draws);
        return new NullDistribution(
            [.. order.Select(rank => 0.5 + (deviation * Distributions.NormalQuantile((rank + 1.0) / (draws + 1))))],
            metric.Description.Direction,
            deviation);
    }
}
