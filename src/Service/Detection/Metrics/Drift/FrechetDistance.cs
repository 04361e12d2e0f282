using System.Numerics.Tensors;
using Detector.Detection.Measuring;
using Detector.Detection.Numerics;

namespace Detector.Detection.Metrics;

/// <summary>
/// Squared Fréchet distance between the Gaussian of the outputs and that of A along A's principal components (Heusel 2017; Dowson
/// and Landau 1982): |m|^2 + tr C + tr S - 2 tr (S^1/2 C S^1/2)^1/2, m and C the outputs' mean and covariance, S that of A, which is
/// diagonal there. From 0, no upper bound; biased upwards in small batches, as the null is. Worse: higher. Catches drift and
/// contraction. O(n k^2 + k^3), k at most 64.
/// </summary>
internal sealed class FrechetDistance : IMetric
{
    public MetricDescription Description { get; } = new("frechet", Axis.Drift, Direction.HigherIsWorse)
    {
        Title = "squared distance of mean and spread to those of the reference",
    };

    public EffectUnit Effect => EffectUnit.ComponentSpread;

    public double Measure(Draw draw, int budget) => Between(draw.Components, draw.Population.Scales.Variances);

    /// <summary>The distance of a Gaussian to one of mean 0 and diagonal covariance.</summary>
    public static double Between(ComponentMoments moments, ReadOnlySpan<float> variances)
    {
        var k = variances.Length;
        var product = new double[k * k];
        double trace = 0;
        for (var i = 0; i < k; i++)
        {
            trace += moments.Covariance[(i * k) + i] + variances[i];
            for (var j = 0; j < k; j++)
            {
                product[(i * k) + j] = Math.Sqrt((double)variances[i] * variances[j]) * moments.Covariance[(i * k) + j];
            }
        }

        var values = new double[k];
        SymmetricEigen.Values(product, k, values);
        double root = 0;
        foreach (var value in values)
        {
            root += Math.Sqrt(Math.Max(0, value));
        }

        return Math.Max(0, TensorPrimitives.SumOfSquares<float>(moments.Mean) + trace - (2 * root));
    }
}
