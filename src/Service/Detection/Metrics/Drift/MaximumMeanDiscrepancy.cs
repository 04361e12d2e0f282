using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Unbiased squared maximum mean discrepancy to A (Gretton 2012) with the mean of four RBF kernels, exp(-d^2 / (b m)) for b = 1/16,
/// 1/4, 1, 4 and m the median squared distance of A; about 0 for healthy batches, at most 2. Worse: higher. Catches drift. O(n N d).
/// </summary>
internal sealed class MaximumMeanDiscrepancy : IMetric
{
    public MetricDescription Description { get; } = new("mmd", Axis.Drift, Direction.HigherIsWorse)
    {
        Title = "kernel distance to the reference",
    };

    public EffectUnit Effect => EffectUnit.KernelSpread;

    public double Measure(Draw draw, int budget) => Unbiased(draw);

    /// <summary>The unbiased estimate from mean kernels within the two samples (different members only) and across them.</summary>
    public static double Unbiased(double within, double reference, double across) => within + reference - (2 * across);

    private static double Unbiased(Draw draw)
    {
        double across = 0;
        foreach (var member in draw.Members.Span)
        {
            across += draw.Population.Placement.Kernels[member];
        }

        return Unbiased(draw.Pairs.MeanKernel, draw.Population.Scales.SelfKernel, across / draw.Count);
    }
}
