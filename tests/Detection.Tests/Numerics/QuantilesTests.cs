using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class QuantilesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.9, 3.7)]
    [InlineData(1, 4)]
    public void Quantiles_interpolate_between_order_statistics(double q, double expected)
    {
        Assert.Equal(expected, Quantiles.Of([1.0, 2.0, 3.0, 4.0], q), 1e-15);
        Assert.Equal(expected, Quantiles.Of([1f, 2f, 3f, 4f], q), 1e-15);
    }

    [Fact]
    public void The_quantile_of_one_value_is_that_value() => Assert.Equal(7, Quantiles.Of([7.0], 0.3));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_quantile_outside_zero_and_one_is_refused(double q) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1.0], q));

    [Fact]
    public void No_values_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of(ReadOnlySpan<double>.Empty, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Median(Span<float>.Empty));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(101)]
    [InlineData(1000)]
    public void The_median_is_that_of_a_sort(int count)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            // Rounded, so that values repeat.
            var values = Array.ConvertAll(Draws.Gaussians(count, seed), value => MathF.Round(value * 8));
            var sorted = values.Order().ToArray();
            var expected = Quantiles.Of(sorted, 0.5);
            Assert.Equal(expected, Quantiles.Median(Array.ConvertAll(values, value => (double)value)));
            Assert.Equal(expected, Quantiles.Median(values));
            Assert.Equal(sorted, values.Order());
        }
    }
}
