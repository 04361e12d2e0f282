using System.Buffers;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>Eigenvalues of real symmetric matrices. Pure: equal bytes in give equal bytes out on any thread.</summary>
internal static unsafe class SymmetricEigen
{
    /// <summary>All eigenvalues, ascending. The fast one: null draws take thousands of these. Allocates nothing.</summary>
    /// <param name="matrix">n x n values, row by row, symmetric; destroyed.</param>
    /// <param name="n">Order of the matrix, at least 1.</param>
    /// <param name="values">Receives the n eigenvalues, each within 2e-6 of the largest in magnitude.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape.</exception>
    /// <exception cref="ArithmeticException">A value of the matrix is not finite.</exception>
    public static void Values(Span<float> matrix, int n, Span<double> values) =>
        Values(matrix, n, values, Vector512.IsHardwareAccelerated);

    /// <summary>All eigenvalues, by vectors of 16 floats (wide) or of 8.</summary>
    internal static void Values(Span<float> matrix, int n, Span<double> values, bool wide)
    {
        RequireShape(matrix.Length, n, values.Length);
        var packedLength = TridiagonalReduction.PackedLength(n);
        var floats = ArrayPool<float>.Shared.Rent(packedLength + TridiagonalReduction.WorkLength(n) + 16);
        var squares = ArrayPool<double>.Shared.Rent(n);
        fixed (float* unaligned = floats)
        {
            var packed = (float*)(((nint)unaligned + 63) & ~(nint)63);
            TridiagonalReduction.Pack(matrix, n, packed);
            TridiagonalReduction.Reduce(packed, n, packed + packedLength, values[..n], squares.AsSpan(0, n), wide);
        }

        ArrayPool<float>.Shared.Return(floats);
        if (wide)
        {
            TridiagonalBisection.Solve(values[..n], squares.AsSpan(0, n));
        }
        else
        {
            TridiagonalValues.Solve(values[..n], squares.AsSpan(0, n));
        }

        ArrayPool<double>.Shared.Return(squares);
    }

    /// <summary>All eigenvalues, ascending, to double precision.</summary>
    /// <inheritdoc cref="Values(Span{float}, int, Span{double})" path="/param"/>
    /// <inheritdoc cref="Values(Span{float}, int, Span{double})" path="/exception"/>
    public static void Values(Span<double> matrix, int n, Span<double> values)
    {
        RequireShape(matrix.Length, n, values.Length);
        var pooled = ArrayPool<double>.Shared.Rent(2 * n);
        var squares = pooled.AsSpan(0, n);
        PlainReduction.Reduce(matrix, n, values[..n], squares, pooled.AsSpan(n, n));
        foreach (ref var value in squares)
        {
            value *= value;
        }

        TridiagonalValues.Solve(values[..n], squares);
        ArrayPool<double>.Shared.Return(pooled);
    }

    /// <summary>Eigenvalues, largest first, and their eigenvectors; computed in double.</summary>
    /// <param name="matrix">n x n values, row by row, symmetric.</param>
    /// <param name="n">Order of the matrix, at least 1.</param>
    /// <returns>n values, and n x n floats: row i is the unit eigenvector of value i, its entry of largest magnitude positive.</returns>
    /// <exception cref="ArgumentException">The span is shorter than its shape.</exception>
    /// <exception cref="ArithmeticException">A value of the matrix is not finite.</exception>
    public static (double[] Values, float[] Vectors) Decompose(ReadOnlySpan<float> matrix, int n)
    {
        RequireShape(matrix.Length, n, n);
        var reduced = new double[n * n];
        for (var i = 0; i < reduced.Length; i++)
        {
            reduced[i] = matrix[i];
        }

        var diagonal = new double[n];
        var neighbours = new double[n];
        var scales = new double[n];
        PlainReduction.Reduce(reduced, n, diagonal, neighbours, scales);
        var rows = PlainReduction.Basis(reduced, n, scales);
        TridiagonalVectors.Solve(diagonal, neighbours, rows);
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (i, j) => diagonal[j] != diagonal[i] ? diagonal[j].CompareTo(diagonal[i]) : i.CompareTo(j));
        var vectors = new float[n * n];
        for (var i = 0; i < n; i++)
        {
            Orient(rows.AsSpan(order[i] * n, n), vectors.AsSpan(i * n, n));
        }

        return (Array.ConvertAll(order, i => diagonal[i]), vectors);
    }

    /// <summary>An eigenvector is known up to its sign; a fixed choice keeps stored components comparable.</summary>
    private static void Orient(ReadOnlySpan<double> source, Span<float> target)
    {
        var largest = 0.0;
        foreach (var value in source)
        {
            largest = Math.Abs(value) > Math.Abs(largest) ? value : largest;
        }

        for (var i = 0; i < source.Length; i++)
        {
            target[i] = (float)(largest < 0 ? -source[i] : source[i]);
        }
    }

    private static void RequireShape(int matrixLength, int n, int valuesLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (matrixLength < (long)n * n || valuesLength < n)
        {
            throw new ArgumentException($"A matrix of order {n} needs {(long)n * n} entries and room for {n} eigenvalues; "
                + $"there are {matrixLength} and {valuesLength}.", nameof(n));
        }
    }
}
