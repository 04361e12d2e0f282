using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class SeededRandomTests
{
    [Fact]
    public void Equal_seeds_and_streams_give_equal_sequences_and_others_do_not()
    {
        Assert.Equal(First(1, 2), First(1, 2));
        ulong[][] all = [First(0, 0), First(0, 1), First(1, 0), First(1, 1), First(2, 0), First(ulong.MaxValue, ulong.MaxValue)];
        Assert.Equal(all.Length * all[0].Length, all.SelectMany(values => values).Distinct().Count());
    }

    [Fact]
    public void Integers_are_uniform()
    {
        var random = new SeededRandom(3);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        // Chi-squared with 6 degrees of freedom: 22.5 is its 99.9 % quantile.
        Assert.True(counts.Sum(count => (count - 10_000.0) * (count - 10_000) / 10_000) < 22.5);
    }

    [Fact]
    public void Large_bounds_keep_their_range_and_mean()
    {
        var random = new SeededRandom(4);
        var sum = 0.0;
        for (var i = 0; i < 10_000; i++)
        {
            var value = random.NextInt(int.MaxValue);
            Assert.InRange(value, 0, int.MaxValue - 1);
            sum += value;
        }

        Assert.Equal(0.5, sum / 10_000 / int.MaxValue, 0.015);
    }

    [Fact]
    public void Numbers_are_uniform_and_below_one()
    {
        var random = new SeededRandom(5);
        var counts = new int[10];
        for (var i = 0; i < 50_000; i++)
        {
            counts[(int)(random.NextDouble() * 10)]++;
        }

        Assert.True(counts.Sum(count => (count - 5000.0) * (count - 5000) / 5000) < 27.9);
    }

    [Fact]
    public void Gaussians_have_the_moments_of_the_normal_distribution()
    {
        var random = new SeededRandom(6);
        double first = 0, second = 0, fourth = 0;
        const int N = 100_000;
        for (var i = 0; i < N; i++)
        {
            var value = random.NextGaussian();
            first += value / N;
            second += value * value / N;
            fourth += value * value * value * value / N;
        }

        Assert.Equal(0, first, 0.015);
        Assert.Equal(1, second, 0.02);
        Assert.Equal(3, fourth, 0.15);
    }

    [Fact]
    public void Permutations_hold_every_number_once_and_each_order_is_as_likely()
    {
        Assert.Equal(Enumerable.Range(0, 100), new SeededRandom(7).Permutation(100).Order());
        Assert.Empty(new SeededRandom(7).Permutation(0));
        var random = new SeededRandom(8);
        var counts = new Dictionary<int, int>();
        for (var i = 0; i < 24_000; i++)
        {
            var order = random.Permutation(4).Aggregate(0, (code, digit) => (code * 10) + digit);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // 23 degrees of freedom: 49.7 is the 99.9 % quantile.
        Assert.Equal(24, counts.Count);
        Assert.True(counts.Values.Sum(count => (count - 1000.0) * (count - 1000) / 1000) < 49.7);
    }

    [Fact]
    public void A_bound_below_one_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(1).NextInt(0));

    private static ulong[] First(ulong seed, ulong stream)
    {
        var random = new SeededRandom(seed, stream);
        return [.. Enumerable.Range(0, 8).Select(_ => random.NextUInt64())];
    }
}
