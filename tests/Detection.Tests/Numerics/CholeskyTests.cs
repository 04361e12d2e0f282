using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    public void The_solution_times_the_matrix_is_the_right_side(int order)
    {
        var random = new SeededRandom((ulong)order);
        var factor = Enumerable.Range(0, order * order).Select(_ => random.NextGaussian()).ToArray();
        double At(int i, int j) => Enumerable.Range(0, order).Sum(k => factor[(i * order) + k] * factor[(j * order) + k]) + (i == j ? 1 : 0);
        var matrix = Enumerable.Range(0, order * order).Select(k => At(k / order, k % order)).ToArray();
        var right = Enumerable.Range(0, order).Select(_ => random.NextGaussian()).ToArray();
        var (copy, solution) = ((double[])matrix.Clone(), (double[])right.Clone());
        Cholesky.Solve(copy, solution, 1e-12);
        for (var i = 0; i < order; i++)
        {
            Assert.Equal(right[i], Enumerable.Range(0, order).Sum(j => matrix[(i * order) + j] * solution[j]), 9);
        }
    }

    [Fact]
    public void A_matrix_that_rounding_left_singular_gives_finite_values()
    {
        double[] right = [1, 1];
        Cholesky.Solve([1, 1, 1, 1], right, 1e-6);
        Assert.All(right, value => Assert.True(double.IsFinite(value)));
    }
}
