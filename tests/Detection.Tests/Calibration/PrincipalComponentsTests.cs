using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Numerics;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Calibration;

public sealed class PrincipalComponentsTests
{
    [Fact]
    public void Fitted_samples_have_mean_zero_and_a_diagonal_covariance()
    {
        var rows = new World(41).Sample(160).Embeddings;
        var components = PrincipalComponents.Fit(rows);
        var projections = components.Project(rows, CancellationToken.None);
        Assert.Equal(20, components.Count);
        for (var i = 0; i < components.Count; i++)
        {
            Assert.Equal(0, projections.Average(row => row[i]), 5);
            for (var j = 0; j <= i; j++)
            {
                var covariance = projections.Sum(row => (double)row[i] * row[j]) / (rows.Count - 1);
                Assert.Equal(i == j ? components.Variances[i] : 0, covariance, 5);
                Assert.Equal(i == j ? 1 : 0, TensorPrimitives.Dot(components.Directions.Row(i), components.Directions.Row(j)), 5);
            }
        }

        Assert.Equal(components.Variances.OrderDescending(), components.Variances);
    }

    [Theory]
    [InlineData(10, 48, 2)]
    [InlineData(100, 48, 12)]
    [InlineData(600, 100, 64)]
    [InlineData(600, 3, 3)]
    [InlineData(600, 1, 1)]
    public void There_is_a_component_for_eight_samples_within_bounds(int samples, int dimension, int expected)
    {
        var random = new SeededRandom(8);
        Assert.Equal(expected, PrincipalComponents.Fit(Populations.Matrix(samples, dimension, (_, _) => (float)random.NextGaussian())).Count);
    }

    [Fact]
    public void Identical_samples_have_no_variance()
    {
        var components = PrincipalComponents.Fit(Populations.Matrix(100, 4, (_, j) => j + 1));
        Assert.All(components.Variances, variance => Assert.InRange(variance, 0, 1e-10));
    }
}
