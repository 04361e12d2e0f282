using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Vendi score of order infinity (Friedman and Dieng 2022): one over the largest eigenvalue of K/n, K the cosine Gram matrix,
/// 1 to min(n, d). Worse: lower. Catches one kind of output that dominates. O(n d min(n, d)).
/// </summary>
internal sealed class VendiInfinity : IMetric
{
    public MetricDescription Description { get; } = new("vendi_inf", Axis.Diversity, Direction.LowerIsWorse)
    {
        Title = "effective number of dominant kinds of output",
    };

    public double Measure(Draw draw, int budget) => draw.Entropy.Dominance;
}
