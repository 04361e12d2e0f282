using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Order-2 kernel entropy (RKE, Jalali, Li and Farnia 2023): one over the mean squared cosine of different outputs, the unbiased
/// purity S2 = (n^2 |G|^2 - n) / (n (n - 1)) with G = X'X/n. It is the Vendi score of order 2 (Friedman and Dieng 2022) without its
/// bias, so there is no other metric of that order. 1 for identical outputs, unbounded for orthogonal ones. Worse: lower. Catches
/// sharpening. O(n^2 d).
/// </summary>
internal sealed class Rke : IMetric
{
    public MetricDescription Description { get; } = new("rke", Axis.Diversity, Direction.LowerIsWorse)
    {
        Title = "effective number of frequent kinds of output",
    };

    public double Measure(Draw draw, int budget) => 1 / Math.Max(draw.Entropy.MeanSquaredCosine, 1e-12);
}
