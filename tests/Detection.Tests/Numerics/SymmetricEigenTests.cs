using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(150)]
    [InlineData(511)]
    public void Fast_values_agree_with_double_ones_and_keep_trace_and_norm(int n)
    {
        var matrix = Draws.Symmetric(n, (ulong)n);
        var (trace, square) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            trace += matrix[(i * n) + i];
            for (var j = 0; j < n; j++)
            {
                square += (double)matrix[(i * n) + j] * matrix[(i * n) + j];
            }
        }

        var precise = Precise(matrix, n);
        var scale = precise.Max(Math.Abs);
        Assert.Equal(trace, precise.Sum(), 1e-11 * n * scale);
        Assert.Equal(square, precise.Sum(value => value * value), 1e-11 * square);
        AssertNear(precise, Fast(matrix, n), 2e-6 * scale);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Double_values_agree_with_plain_rotations(int n)
    {
        var matrix = Draws.Symmetric(n, 21);
        AssertNear(JacobiReference.Values(matrix, n), Precise(matrix, n), 1e-12);
    }

    [Fact]
    public void Two_by_two_matrices_have_their_closed_values()
    {
        AssertNear([1, 3], Fast([2, 1, 1, 2], 2), 1e-6);
        AssertNear([1, 3], Precise([2, 1, 1, 2], 2), 1e-15);
        AssertNear([-1, 1], Precise([0, 1, 1, 0], 2), 1e-15);
    }

    [Fact]
    public void The_discrete_laplacian_has_its_closed_values()
    {
        const int N = 100;
        var matrix = new float[N * N];
        for (var i = 0; i < N; i++)
        {
            matrix[(i * N) + i] = 2;
            if (i > 0)
            {
                matrix[(i * N) + i - 1] = matrix[((i - 1) * N) + i] = -1;
            }
        }

        var expected = Enumerable.Range(1, N).Select(k => 2 - (2 * Math.Cos(k * Math.PI / (N + 1)))).ToArray();
        AssertNear(expected, Precise(matrix, N), 1e-13);
        AssertNear(expected, Fast(matrix, N), 8e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(90)]
    public void A_diagonal_matrix_gives_its_diagonal(int n)
    {
        var matrix = new float[n * n];
        var expected = new double[n];
        for (var i = 0; i < n; i++)
        {
            expected[i] = matrix[(i * n) + i] = (i * 37 % n) - 3;
        }

        Array.Sort(expected);
        AssertNear(expected, Fast(matrix, n), 1e-6 * n);
        AssertNear(expected, Precise(matrix, n), 1e-14 * n);
    }

    [Fact]
    public void A_matrix_of_zeros_has_zeros()
    {
        Assert.All(Fast(new float[37 * 37], 37), value => Assert.Equal(0, value));
        Assert.All(Precise(new float[37 * 37], 37), value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    public void A_matrix_of_ones_has_one_value_and_repeated_zeros(int n)
    {
        var matrix = new float[n * n];
        Array.Fill(matrix, 1f / n);
        var expected = new double[n];
        expected[^1] = (double)n * matrix[0];
        AssertNear(expected, Fast(matrix, n), 2e-6);
        AssertNear(expected, Precise(matrix, n), 1e-13);
    }

    [Fact]
    public void A_gram_matrix_of_few_dimensions_has_as_many_values()
    {
        const int N = 130, Dimension = 10;
        var matrix = new float[N * N];
        Gram.Self(Draws.UnitRows(N, Dimension, 31), N, Dimension, matrix);
        var values = Fast(matrix, N);
        var largest = values[^1];
        Assert.All(values[..^Dimension], value => Assert.Equal(0, value, 2e-6 * largest));
        Assert.All(values[^Dimension..], value => Assert.True(value > 1));
        Assert.Equal(N, values.Sum(), 1e-3);
    }

    [Theory]
    [InlineData(1e-18f)]
    [InlineData(1e15f)]
    public void Scale_does_not_matter(float scale)
    {
        var matrix = Draws.Symmetric(40, 41);
        var expected = Precise(matrix, 40).Select(value => value * scale).ToArray();
        var scaled = Array.ConvertAll(matrix, value => value * scale);
        AssertNear(expected, Fast(scaled, 40), 2e-6 * expected[^1]);
    }

    [Fact]
    public void Many_threads_find_the_same_bytes()
    {
        var matrix = Draws.Symmetric(70, 51);
        var alone = Fast(matrix, 70);
        var together = new double[32][];
        Parallel.For(0, together.Length, i => together[i] = Fast(matrix, 70));
        Assert.All(together, values => Assert.Equal(alone, values));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(75)]
    public void Vectors_of_every_width_agree(int n)
    {
        var matrix = Draws.Symmetric(n, 61);
        var expected = Precise(matrix, n);
        var values = new double[n];
        foreach (var wide in new[] { true, false })
        {
            SymmetricEigen.Values((float[])matrix.Clone(), n, values, wide);
            AssertNear(expected, values, 2e-6 * expected.Max(Math.Abs));
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var matrix = Draws.Symmetric(60, 71);
        var copy = new float[matrix.Length];
        var precise = new double[matrix.Length];
        var values = new double[60];
        Assert.Equal(0, Allocation.Of(() =>
        {
            matrix.CopyTo(copy, 0);
            SymmetricEigen.Values(copy, 60, values);
            precise.AsSpan().Fill(0.5);
            SymmetricEigen.Values(precise, 60, values);
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(23)]
    [InlineData(90)]
    public void Vectors_are_orthonormal_and_rebuild_the_matrix(int n)
    {
        var matrix = Draws.Symmetric(n, 81);
        var (values, vectors) = SymmetricEigen.Decompose(matrix, n);
        Assert.Equal(values.OrderDescending(), values);
        AssertNear([.. values.Reverse()], Precise(matrix, n), 1e-11);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var (inner, entry) = (0.0, 0.0);
                for (var k = 0; k < n; k++)
                {
                    inner += (double)vectors[(i * n) + k] * vectors[(j * n) + k];
                    entry += values[k] * vectors[(k * n) + i] * vectors[(k * n) + j];
                }

                Assert.Equal(i == j ? 1 : 0, inner, 1e-6);
                Assert.Equal(matrix[(i * n) + j], entry, 2e-6 * n);
            }
        }
    }

    [Fact]
    public void Vectors_of_a_low_rank_matrix_are_orthonormal()
    {
        const int N = 48;
        var matrix = new float[N * N];
        Array.Fill(matrix, 1f);
        var (values, vectors) = SymmetricEigen.Decompose(matrix, N);
        Assert.Equal(N, values[0], 1e-12);
        for (var i = 0; i < N; i++)
        {
            Assert.Equal(1 / Math.Sqrt(N), vectors[i], 1e-7);
        }
    }

    [Fact]
    public void Values_that_are_not_finite_are_refused()
    {
        var matrix = Draws.Symmetric(20, 91);
        matrix[45] = float.NaN;
        matrix[(5 * 20) + 2] = float.NaN;
        Assert.Throws<ArithmeticException>(() => Fast(matrix, 20));
        Assert.Throws<ArithmeticException>(() => Precise(matrix, 20));
        Assert.Throws<ArithmeticException>(() => SymmetricEigen.Decompose(matrix, 20));
    }

    [Fact]
    public void A_span_shorter_than_its_shape_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Values(new float[8], 3, new double[3]));
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Values(new double[9], 3, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SymmetricEigen.Decompose([], 0));
    }

    private static double[] Fast(float[] matrix, int n)
    {
        var values = new double[n];
        SymmetricEigen.Values((float[])matrix.Clone(), n, values);
        return values;
    }

    private static double[] Precise(float[] matrix, int n)
    {
        var values = new double[n];
        SymmetricEigen.Values(Array.ConvertAll(matrix, value => (double)value), n, values);
        return values;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
