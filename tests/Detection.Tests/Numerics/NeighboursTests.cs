using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class NeighboursTests
{
    [Theory]
    [InlineData(0, -1, 1)]
    [InlineData(3, 1, 4)]
    [InlineData(16, 15, 2)]
    [InlineData(100, -1, 8)]
    [InlineData(1003, 0, 5)]
    [InlineData(1003, 1002, 1)]
    public void The_largest_values_are_those_of_a_sort(int count, int skip, int k)
    {
        var row = Draws.Gaussians(count, 1);
        var best = new float[k];
        Neighbours.LargestK(row, skip, best);
        var expected = row.Where((_, i) => i != skip).OrderDescending()
            .Concat(Enumerable.Repeat(float.NegativeInfinity, k)).Take(k);
        Assert.Equal(expected, best);
    }

    [Fact]
    public void Repeated_values_count_each_time()
    {
        var row = Enumerable.Repeat(0.5f, 40).Append(0.25f).ToArray();
        var best = new float[3];
        Neighbours.LargestK(row, 7, best);
        Assert.Equal([0.5f, 0.5f, 0.5f], best);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(517)]
    public void Counts_and_marks_are_those_of_plain_comparisons(int count)
    {
        var row = Draws.Gaussians(count, 2);
        var threshold = count > 0 ? row[count / 2] : 0;
        Assert.Equal(row.Count(value => value >= threshold), Neighbours.CountAtLeast(row, threshold));

        var covered = new byte[count + 3];
        covered[^1] = 7;
        if (count > 1)
        {
            covered[1] = 1;
        }

        Neighbours.MarkAtLeast(row, threshold, covered);
        for (var j = 0; j < count; j++)
        {
            Assert.Equal(j == 1 || row[j] >= threshold ? 1 : 0, covered[j]);
        }

        Assert.Equal(7, covered[^1]);
    }

    [Fact]
    public void Too_few_marks_are_refused() =>
        Assert.Throws<ArgumentException>(() => Neighbours.MarkAtLeast(new float[4], 0, new byte[3]));

    [Theory]
    [InlineData(1, -1)]
    [InlineData(2, 0)]
    [InlineData(300, 17)]
    [InlineData(300, 299)]
    [InlineData(300, 0)]
    public void The_maximum_leaves_out_the_index_to_skip(int count, int skip)
    {
        var row = Draws.Gaussians(count, 3);
        if (skip >= 0)
        {
            row[skip] = 100;
        }

        var value = Neighbours.MaxExcept(row, skip, out var index);
        var expected = row.Where((_, i) => i != skip).Max();
        Assert.Equal(expected, value);
        Assert.Equal(Array.IndexOf(row, expected), index);
    }

    [Fact]
    public void Of_equal_maxima_the_lowest_index_counts()
    {
        var row = Enumerable.Repeat(0.5f, 50).ToArray();
        Neighbours.MaxExcept(row, 0, out var index);
        Assert.Equal(1, index);
        Neighbours.MaxExcept(row, 30, out index);
        Assert.Equal(0, index);
    }

    [Fact]
    public void Nothing_left_has_no_maximum()
    {
        Assert.Equal(float.NegativeInfinity, Neighbours.MaxExcept([0.5f], 0, out var index));
        Assert.Equal(-1, index);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var row = Draws.Gaussians(500, 4);
        var best = new float[5];
        var covered = new byte[500];
        Assert.Equal(0, Allocation.Of(() =>
        {
            Neighbours.LargestK(row, 3, best);
            Neighbours.MarkAtLeast(row, Neighbours.CountAtLeast(row, 0.1f), covered);
            Neighbours.MaxExcept(row, 3, out _);
        }));
    }
}
