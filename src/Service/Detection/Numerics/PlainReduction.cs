using System.Numerics.Tensors;

namespace Detector.Detection.Numerics;

/// <summary>Householder's reduction in double, one textbook step after the other (Golub and Van Loan, section 8.3).</summary>
internal static class PlainReduction
{
    /// <summary>Reduces a symmetric matrix to tridiagonal form.</summary>
    /// <param name="matrix">n x n values; afterwards the first i values of row i hold the vector of reflection i.</param>
    /// <param name="n">Order, at least 1.</param>
    /// <param name="diagonal">Receives n values.</param>
    /// <param name="neighbours">Receives the n - 1 neighbours of the diagonal; n values.</param>
    /// <param name="scales">Receives the scale t of each reflection I - t v vᵀ; n values.</param>
    public static void Reduce(Span<double> matrix, int n, Span<double> diagonal, Span<double> neighbours, Span<double> scales)
    {
        neighbours[n - 1] = 0;
        scales[0] = 0;
        for (var i = n - 1; i > 0; i--)
        {
            diagonal[i] = matrix[(i * n) + i];
            var v = matrix.Slice(i * n, i);
            (neighbours[i - 1], scales[i]) = Reflect(v);
            if (scales[i] == 0)
            {
                continue;
            }

            // The diagonal values still to come are free to hold w.
            var w = diagonal[..i];
            for (var r = 0; r < i; r++)
            {
                w[r] = scales[i] * TensorPrimitives.Dot(matrix.Slice(r * n, i), v);
            }

            var half = scales[i] / 2 * TensorPrimitives.Dot<double>(w, v);
            TensorPrimitives.MultiplyAdd(v, -half, w, w);
            for (var r = 0; r < i; r++)
            {
                var row = matrix.Slice(r * n, i);
                TensorPrimitives.MultiplyAdd(v, -w[r], row, row);
                TensorPrimitives.MultiplyAdd(w, -v[r], row, row);
            }
        }

        diagonal[0] = matrix[0];
    }

    /// <summary>The product of all reflections: its rows are the basis in which the matrix is tridiagonal.</summary>
    public static double[] Basis(ReadOnlySpan<double> reduced, int n, ReadOnlySpan<double> scales)
    {
        var basis = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            basis[(i * n) + i] = 1;
            if (scales[i] == 0)
            {
                continue;
            }

            var v = reduced.Slice(i * n, i);
            for (var r = 0; r < i; r++)
            {
                var row = basis.AsSpan(r * n, i);
                TensorPrimitives.MultiplyAdd(v, -scales[i] * TensorPrimitives.Dot(row, v), row, row);
            }
        }

        return basis;
    }

    /// <summary>Makes a row the vector of the reflection that maps it to a multiple of its last unit vector.</summary>
    private static (double Image, double Scale) Reflect(Span<double> row)
    {
        var alpha = row[^1];
        var rest = TensorPrimitives.Norm<double>(row[..^1]);
        if (rest == 0)
        {
            return (alpha, 0);
        }

        var beta = -Math.CopySign(double.Hypot(alpha, rest), alpha);
        TensorPrimitives.Divide(row, alpha - beta, row);
        row[^1] = 1;
        return (beta, (beta - alpha) / beta);
    }
}
