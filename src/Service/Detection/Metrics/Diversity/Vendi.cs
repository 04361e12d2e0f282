using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Vendi score of order 1 (Friedman and Dieng 2022): exp of the entropy of the eigenvalues of K/n, K the cosine Gram matrix, with the
/// bias of order 1/n removed by half-sample extrapolation, H = 2 H(n) - mean H(halves); what is left of it below n = d, by the
/// reference's own samples. An effective number of different outputs, 1 to min(n, d) before the correction. Worse: lower. Catches
/// contraction and sharpening. O(n d min(n, d)).
/// </summary>
internal sealed class Vendi : IMetric
{
    public MetricDescription Description { get; } = new("vendi", Axis.Diversity, Direction.LowerIsWorse)
    {
        Title = "effective number of different outputs",
    };

    public bool SizeCorrected => true;

    public double Measure(Draw draw, int budget) => Math.Exp(draw.Entropy.Corrected);
}
