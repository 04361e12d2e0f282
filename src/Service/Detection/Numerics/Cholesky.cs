using System.Numerics.Tensors;

namespace Detector.Detection.Numerics;

/// <summary>Linear systems with a symmetric positive definite matrix.</summary>
internal static class Cholesky
{
    /// <summary>Solves matrix · x = right in O(n^3).</summary>
    /// <param name="matrix">n x n values, row by row, of which the lower half is read; destroyed.</param>
    /// <param name="right">n values; replaced by the solution.</param>
    /// <param name="least">Smallest pivot, above 0: smaller ones, left by rounding, are raised to it.</param>
    public static void Solve(Span<double> matrix, Span<double> right, double least)
    {
        var n = right.Length;
        for (var i = 0; i < n; i++)
        {
            var row = matrix.Slice(i * n, n);
            for (var j = 0; j <= i; j++)
            {
                var other = matrix.Slice(j * n, n);
                var rest = row[j] - TensorPrimitives.Dot<double>(row[..j], other[..j]);
                row[j] = j < i ? rest / other[j] : Math.Sqrt(Math.Max(rest, least));
            }

            right[i] = (right[i] - TensorPrimitives.Dot<double>(row[..i], right[..i])) / row[i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            right[i] /= matrix[(i * n) + i];
            TensorPrimitives.MultiplyAdd(matrix.Slice(i * n, i), -right[i], right[..i], right[..i]);
        }
    }
}
