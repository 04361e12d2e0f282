using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class KernelSumsTests
{
    private static readonly double[] Bandwidths = [1.0 / 16, 1.0 / 4, 1, 4];

    [Theory]
    [InlineData(0, 1f)]
    [InlineData(1, 1.3f)]
    [InlineData(15, 0.02f)]
    [InlineData(16, 1f)]
    [InlineData(1000, 0.7f)]
    [InlineData(5003, 1e-3f)]
    public void The_sum_is_that_of_four_exponentials(int count, float median)
    {
        var cosines = Draws.Gaussians(count, 1);
        for (var i = 0; i < count; i++)
        {
            cosines[i] = MathF.Tanh(cosines[i] * 2);
        }

        var expected = Plain(cosines, median);
        Assert.Equal(expected, KernelSums.SumRbf(cosines, median), (2e-6 * expected) + 1e-12);
        var rate = (float)(0.5 / Math.Log(2) / median);
        Assert.Equal(expected, KernelSums.Sum256(cosines, rate), (2e-6 * expected) + 1e-12);
        Assert.Equal(expected, KernelSums.Sum512(cosines, rate), (2e-6 * expected) + 1e-12);
        var kernels = new float[count];
        KernelSums.Rbf(cosines, median, kernels);
        Assert.All(kernels.Zip(cosines), pair => Assert.Equal(Plain([pair.Second], median), pair.First, 1e-6));
    }

    [Fact]
    public void The_exponential_of_every_single_cosine_is_exact_to_a_millionth()
    {
        for (var step = 0; step <= 4000; step++)
        {
            float[] cosine = [-1 + (step / 2000f)];
            Assert.Equal(1, KernelSums.SumRbf(cosine, 1) / Plain(cosine, 1), 1e-6);
        }
    }

    [Fact]
    public void Equal_rows_count_one_each_even_where_rounding_put_their_cosine_above_one()
    {
        Assert.Equal(3, KernelSums.SumRbf([1, 1.0000002f, 1], 0.5f));
        Assert.Equal(1, KernelSums.SumRbf([1], float.Epsilon));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_median_that_is_no_distance_is_refused(float median)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelSums.SumRbf([1], median));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelSums.Rbf([1], median, new float[1]));
    }

    [Fact]
    public void Kernels_need_room() => Assert.Throws<ArgumentOutOfRangeException>(() => KernelSums.Rbf([1, 1], 1, new float[1]));

    [Fact]
    public void Nothing_is_allocated()
    {
        var cosines = Draws.Gaussians(777, 2);
        Assert.Equal(0, Allocation.Of(() => KernelSums.SumRbf(cosines, 1)));
    }

    private static double Plain(float[] cosines, float median) =>
        cosines.Sum(cosine => Bandwidths.Average(b => Math.Exp(-(2 - (2 * (double)cosine)) / (b * median))));
}
