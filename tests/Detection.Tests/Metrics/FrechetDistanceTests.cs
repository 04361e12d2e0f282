using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Metrics;

public sealed class FrechetDistanceTests
{
    private const int Order = 6;
    private static readonly float[] Variances = [2, 1.5f, 1, 0.5f, 0.25f, 0.125f];

    [Fact]
    public void Equal_moments_are_at_distance_zero() =>
        Assert.Equal(0, FrechetDistance.Between(new ComponentMoments(new float[Order], Diagonal(Variances)), Variances), 6);

    [Fact]
    public void Of_diagonal_covariances_it_is_the_distance_of_means_and_standard_deviations()
    {
        float[] mean = [1, 0, -0.5f, 0, 0, 0.25f];
        float[] others = [1, 1, 1, 1, 1, 0];
        var expected = mean.Sum(value => value * value)
            + Variances.Zip(others, (a, b) => (Math.Sqrt(a) - Math.Sqrt(b)) * (Math.Sqrt(a) - Math.Sqrt(b))).Sum();
        Assert.Equal(expected, FrechetDistance.Between(new ComponentMoments(mean, Diagonal(others)), Variances), 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_the_root_of_the_plain_product_of_the_covariances(ulong seed)
    {
        var random = new SeededRandom(seed);
        var mean = Enumerable.Range(0, Order).Select(_ => (float)random.NextGaussian()).ToArray();
        var covariance = Covariance(random);

        // tr (C S)^1/2 by the iteration of Denman and Beavers, which knows no symmetry.
        var product = Matrix((i, j) => covariance[(i * Order) + j] * Variances[j]);
        var (root, inverse) = (product, Matrix((i, j) => i == j ? 1 : 0));
        for (var step = 0; step < 30; step++)
        {
            (root, inverse) = (Mean(root, Inverse(inverse)), Mean(inverse, Inverse(root)));
        }

        double Trace(Func<int, double> value) => Enumerable.Range(0, Order).Sum(value);
        var expected = mean.Sum(value => (double)value * value)
            + Trace(i => covariance[(i * Order) + i] + Variances[i]) - (2 * Trace(i => root[i, i]));
        Assert.Equal(expected, FrechetDistance.Between(new ComponentMoments(mean, covariance), Variances), 4);
    }

    private static float[] Covariance(SeededRandom random)
    {
        var rows = Enumerable.Range(0, 20 * Order).Select(_ => (float)random.NextGaussian()).ToArray();
        var covariance = new float[Order * Order];
        Gram.SecondMoment(rows, 20, Order, covariance);
        return covariance;
    }

    private static float[] Diagonal(float[] values)
    {
        var matrix = new float[Order * Order];
        for (var i = 0; i < Order; i++)
        {
            matrix[(i * Order) + i] = values[i];
        }

        return matrix;
    }

    private static double[,] Matrix(Func<int, int, double> value)
    {
        var matrix = new double[Order, Order];
        for (var i = 0; i < Order; i++)
        {
            for (var j = 0; j < Order; j++)
            {
                matrix[i, j] = value(i, j);
            }
        }

        return matrix;
    }

    private static double[,] Mean(double[,] a, double[,] b) => Matrix((i, j) => (a[i, j] + b[i, j]) / 2);

    // Gauss and Jordan; the matrices here need no pivoting.
    private static double[,] Inverse(double[,] source)
    {
        var left = (double[,])source.Clone();
        var right = Matrix((i, j) => i == j ? 1 : 0);
        for (var pivot = 0; pivot < Order; pivot++)
        {
            var scale = left[pivot, pivot];
            for (var j = 0; j < Order; j++)
            {
                left[pivot, j] /= scale;
                right[pivot, j] /= scale;
            }

            for (var i = 0; i < Order; i++)
            {
                var factor = i == pivot ? 0 : left[i, pivot];
                for (var j = 0; j < Order; j++)
                {
                    left[i, j] -= factor * left[pivot, j];
                    right[i, j] -= factor * right[pivot, j];
                }
            }
        }

        return right;
    }
}
