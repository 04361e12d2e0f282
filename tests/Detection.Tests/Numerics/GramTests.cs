using System.Runtime.InteropServices;
using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class GramTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 2, 5)]
    [InlineData(8, 48, 16)]
    [InlineData(9, 49, 17)]
    [InlineData(7, 33, 256)]
    [InlineData(100, 131, 64)]
    public void Products_agree_with_plain_loops(int leftCount, int rightCount, int dimension)
    {
        var left = Draws.UnitRows(leftCount, dimension, 1);
        var right = Draws.UnitRows(rightCount, dimension, 2);
        var result = new float[leftCount * rightCount];
        Gram.Products(left, leftCount, right, rightCount, dimension, result);
        for (var i = 0; i < leftCount; i++)
        {
            for (var j = 0; j < rightCount; j++)
            {
                Assert.Equal(Dot(left, i, right, j, dimension), result[(i * rightCount) + j], 1e-6);
            }
        }
    }

    [Fact]
    public void Products_have_the_same_bytes_on_one_and_on_many_threads()
    {
        var left = Draws.UnitRows(777, 100, 3);
        var right = Draws.UnitRows(205, 100, 4);
        var alone = new float[777 * 205];
        var together = new float[777 * 205];
        Gram.Products(left, 777, right, 205, 100, alone);
        Gram.ProductsParallel(left, 777, right, 205, 100, together, CancellationToken.None);
        AssertSameBytes(alone, together);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(48, 128)]
    [InlineData(300, 300)]
    [InlineData(517, 131)]
    public void Self_products_have_the_same_bytes_on_one_and_on_many_threads(int count, int dimension)
    {
        var rows = Draws.UnitRows(count, dimension, 7);
        var alone = new float[count * count];
        var together = new float[count * count];
        Gram.Self(rows, count, dimension, alone);
        Gram.SelfParallel(rows, count, dimension, together, CancellationToken.None);
        AssertSameBytes(alone, together);
    }

    [Fact]
    public void Products_may_be_parts_of_a_wider_matrix_and_touch_nothing_else_of_it()
    {
        const int Count = 150;
        const int Others = 70;
        const int Width = 1 + Others + Count + 2;
        var (rows, others) = (Draws.UnitRows(Count, 40, 8), Draws.UnitRows(Others, 40, 9));
        var wide = Enumerable.Repeat(7f, Count * Width).ToArray();
        Gram.ProductsParallel(rows, Count, others, Others, 40, wide.AsMemory(1), Width, CancellationToken.None);
        Gram.SelfParallel(rows, Count, 40, wide.AsMemory(1 + Others), Width, CancellationToken.None);
        var (between, within) = (new float[Count * Others], new float[Count * Count]);
        Gram.Products(rows, Count, others, Others, 40, between);
        Gram.Self(rows, Count, 40, within);
        for (var i = 0; i < Count; i++)
        {
            float[] expected = [7, .. between.AsSpan(i * Others, Others), .. within.AsSpan(i * Count, Count), 7, 7];
            AssertSameBytes(expected, wide.AsSpan(i * Width, Width).ToArray());
        }
    }

    [Fact]
    public void Sums_are_one_chain_of_multiply_adds_however_deep()
    {
        const int Depth = 3 * GramTile.PanelDepth;
        var left = Draws.UnitRows(11, Depth, 8);
        var right = Draws.UnitRows(53, Depth, 9);
        var result = new float[11 * 53];
        Gram.Products(left, 11, right, 53, Depth, result);
        for (var i = 0; i < 11; i++)
        {
            for (var j = 0; j < 53; j++)
            {
                var sum = 0f;
                for (var k = 0; k < Depth; k++)
                {
                    sum = MathF.FusedMultiplyAdd(left[(i * Depth) + k], right[(j * Depth) + k], sum);
                }

                Assert.Equal(BitConverter.SingleToInt32Bits(sum), BitConverter.SingleToInt32Bits(result[(i * 53) + j]));
            }
        }
    }

    [Fact]
    public void Parallel_products_stop_when_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Gram.ProductsParallel(new float[4], 2, new float[4], 2, 2, new float[4], cancellation.Token));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(47, 20)]
    [InlineData(50, 7)]
    [InlineData(150, 96)]
    public void The_self_product_has_the_bytes_of_the_general_one_and_is_symmetric(int count, int dimension)
    {
        var rows = Draws.UnitRows(count, dimension, 5);
        var general = new float[count * count];
        var self = new float[count * count];
        Gram.Products(rows, count, rows, count, dimension, general);
        Gram.Self(rows, count, dimension, self);
        AssertSameBytes(general, self);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.Equal(self[(i * count) + j], self[(j * count) + i]);
            }
        }
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(60, 7)]
    [InlineData(33, 50)]
    [InlineData(2100, 101)]
    public void The_second_moment_agrees_with_plain_loops(int count, int dimension)
    {
        var rows = Draws.Gaussians(count * dimension, 6);
        var result = new float[dimension * dimension];
        Gram.SecondMoment(rows, count, dimension, result);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                var sum = 0.0;
                for (var r = 0; r < count; r++)
                {
                    sum += (double)rows[(r * dimension) + i] * rows[(r * dimension) + j];
                }

                Assert.Equal(sum / count, result[(i * dimension) + j], 3e-6);
                Assert.Equal(result[(j * dimension) + i], result[(i * dimension) + j]);
            }
        }
    }

    [Fact]
    public void Equal_rows_have_equal_products_wherever_they_stand()
    {
        var row = Draws.UnitRows(1, 37, 7);
        var rows = Enumerable.Repeat(row, 101).SelectMany(values => values).ToArray();
        var result = new float[101 * 101];
        Gram.Self(rows, 101, 37, result);
        Assert.All(result, value => Assert.Equal(result[0], value));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 60)]
    [InlineData(20, 100)]
    public void Vectors_of_every_width_give_the_same_bytes(int leftCount, int rightCount)
    {
        var left = Draws.UnitRows(leftCount, 75, 8);
        var right = Draws.UnitRows(rightCount, 75, 9);
        var wide = new float[leftCount * rightCount];
        var narrow = new float[leftCount * rightCount];
        Gram.Products(left, leftCount, right, rightCount, 75, wide, wide: true);
        Gram.Products(left, leftCount, right, rightCount, 75, narrow, wide: false);
        AssertSameBytes(wide, narrow);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var rows = Draws.UnitRows(130, 70, 10);
        var products = new float[130 * 130];
        var moment = new float[70 * 70];
        Assert.Equal(0, Allocation.Of(() =>
        {
            Gram.Products(rows, 130, rows, 130, 70, products);
            Gram.Self(rows, 130, 70, products);
            Gram.SecondMoment(rows, 130, 70, moment);
        }));
    }

    [Fact]
    public void A_span_shorter_than_its_shape_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => Gram.Products(new float[5], 2, new float[6], 2, 3, new float[4]));
        Assert.Contains("5 values are fewer than 2 x 3", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Gram.Self(new float[6], 2, 3, new float[3]));
        Assert.Throws<ArgumentException>(() => Gram.SecondMoment(new float[6], 2, 3, new float[8]));
    }

    private static double Dot(float[] left, int i, float[] right, int j, int dimension)
    {
        var sum = 0.0;
        for (var k = 0; k < dimension; k++)
        {
            sum += (double)left[(i * dimension) + k] * right[(j * dimension) + k];
        }

        return sum;
    }

    private static void AssertSameBytes(float[] expected, float[] actual) =>
        Assert.True(MemoryMarshal.AsBytes<float>(expected).SequenceEqual(MemoryMarshal.AsBytes<float>(actual)));
}
