using System.Numerics.Tensors;
using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Vendi score of order 1 (Friedman and Dieng 2022) with a narrow RBF kernel, exp(-d^2 / (2 b^2)), b^2 a quarter of the median squared
/// distance of A, per output and on at most 256 outputs: an effective number of different outputs as a share of their number, 1/256
/// to 1. Worse: lower. Catches near-duplicates and contraction. O(n^3), n at most 256.
/// </summary>
internal sealed class LocalVendi : IMetric
{
    private const int MostOutputs = 256;

    public MetricDescription Description { get; } = new("local_vendi", Axis.Diversity, Direction.LowerIsWorse)
    {
        Title = "effective share of locally different outputs",
    };

    public double Measure(Draw draw, int budget)
    {
        var n = Math.Min(draw.Count, MostOutputs);
        var kernel = draw.Cosines(n);

        // d^2 = 2 - 2 cos, bandwidth^2 = m / 4: exp(-d^2 / (2 m / 4)) = exp(4 (cos - 1) / m).
        var rate = 4 / draw.Population.Scales.MedianSquaredDistance;
        TensorPrimitives.Subtract(kernel, 1, kernel);
        TensorPrimitives.Multiply(kernel, rate, kernel);
        TensorPrimitives.Exp<float>(kernel, kernel);
        return Spectrum.HillNumber(Draw.Eigenvalues(kernel, n), 1) / n;
    }
}
