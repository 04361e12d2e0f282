using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>
/// Eigenvalues of a symmetric tridiagonal matrix by bisection on Sturm counts (Givens 1954; Barth, Martin and Wilkinson 1967),
/// 32 points abreast. It stops at the accuracy that a matrix reduced in float has, and needs neither divisions nor branches,
/// which makes it several times faster than a QL iteration, whose every step waits for the one before.
/// </summary>
internal static unsafe class TridiagonalBisection
{
    private const int Lanes = 8;
    private const int Points = 4 * Lanes;
    private const int GridPoints = 8 * Points;

    /// <summary>Halvings of a grid cell of width 2^-7 down to 2^-25 of the matrix's scale.</summary>
    private const int Halvings = 18;

    /// <summary>Steps after which the polynomials are scaled back, before they could leave the range of a double.</summary>
    private const int Period = 16;

    /// <summary>Least squared neighbour, relative to the squared scale: keeps two polynomials in a row from vanishing.</summary>
    private const double LeastSquare = 1e-20;

    /// <summary>Replaces the diagonal by the eigenvalues, ascending, each within 5e-8 of the largest in magnitude.</summary>
    /// <param name="diagonal">n values.</param>
    /// <param name="squares">At least n - 1 squared neighbours of the diagonal.</param>
    /// <exception cref="ArithmeticException">A value is not finite.</exception>
    public static void Solve(Span<double> diagonal, ReadOnlySpan<double> squares)
    {
        var n = diagonal.Length;
        var scale = Scale(diagonal, squares);
        if (scale == 0)
        {
            diagonal.Clear();
            return;
        }

        // Steps come in pairs; a last one without partner is paired with an eigenvalue above all points.
        var steps = (n + 1) & ~1;
        var pooled = ArrayPool<double>.Shared.Rent(2 * steps);
        fixed (double* scaled = pooled)
        {
            var couplings = scaled + steps;
            scaled[steps - 1] = 2;
            couplings[0] = 0;
            couplings[steps - 1] = LeastSquare;
            for (var i = 0; i < n; i++)
            {
                scaled[i] = diagonal[i] / scale;
                couplings[i] = i > 0 ? Math.Max(squares[i - 1] / scale / scale, LeastSquare) : 0;
            }

            Bisect(scaled, couplings, steps, diagonal);
        }

        ArrayPool<double>.Shared.Return(pooled);
        TensorPrimitives.Multiply(diagonal, scale, diagonal);
    }

    private static void Bisect(double* diagonal, double* couplings, int steps, Span<double> values)
    {
        const double Cell = 2.0 / GridPoints;
        var points = stackalloc double[Points];
        var below = stackalloc long[GridPoints];
        for (var g = 0; g < GridPoints; g += Points)
        {
            for (var j = 0; j < Points; j++)
            {
                points[j] = ((g + j + 1) * Cell) - 1;
            }

            CountBelow(diagonal, couplings, steps, points, below + g);
        }

        // Eigenvalue k lies in the first cell at whose upper end more than k are counted.
        var lows = stackalloc double[Points];
        var counts = stackalloc long[Points];
        var cell = 0;
        for (var first = 0; first < values.Length; first += Points)
        {
            for (var j = 0; j < Points; j++)
            {
                while (cell < GridPoints - 1 && below[cell] <= Math.Min(first + j, values.Length - 1))
                {
                    cell++;
                }

                lows[j] = (cell * Cell) - 1;
            }

            var width = Cell;
            for (var halving = 0; halving < Halvings; halving++)
            {
                width /= 2;
                for (var j = 0; j < Points; j++)
                {
                    points[j] = lows[j] + width;
                }

                CountBelow(diagonal, couplings, steps, points, counts);
                for (var j = 0; j < Points; j++)
                {
                    lows[j] = counts[j] <= first + j ? points[j] : lows[j];
                }
            }

            for (var j = 0; j < Points && first + j < values.Length; j++)
            {
                values[first + j] = lows[j] + (width / 2);
            }
        }
    }

    /// <summary>
    /// How many eigenvalues lie below each point x: the sign changes of p_i = (d_i - x) p_(i-1) - e²_i p_(i-2), the leading
    /// minors of the matrix less x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountBelow(double* diagonal, double* couplings, int steps, double* points, long* counts)
    {
        Vector512<double> x0 = Vector512.Load(points), x1 = Vector512.Load(points + Lanes);
        Vector512<double> x2 = Vector512.Load(points + (2 * Lanes)), x3 = Vector512.Load(points + (3 * Lanes));
        Vector512<double> p0 = Vector512<double>.One, p1 = p0, p2 = p0, p3 = p0;
        Vector512<double> q0 = default, q1 = default, q2 = default, q3 = default;
        Vector512<long> n0 = default, n1 = default, n2 = default, n3 = default;
        for (var i = 0; i < steps;)
        {
            for (var end = Math.Min(i + Period, steps); i < end; i += 2)
            {
                Vector512<double> d = Vector512.Create(diagonal[i]), e = Vector512.Create(-couplings[i]);
                q0 = Vector512.FusedMultiplyAdd(d - x0, p0, e * q0);
                q1 = Vector512.FusedMultiplyAdd(d - x1, p1, e * q1);
                q2 = Vector512.FusedMultiplyAdd(d - x2, p2, e * q2);
                q3 = Vector512.FusedMultiplyAdd(d - x3, p3, e * q3);
                n0 += SignChanges(p0, q0);
                n1 += SignChanges(p1, q1);
                n2 += SignChanges(p2, q2);
                n3 += SignChanges(p3, q3);
                d = Vector512.Create(diagonal[i + 1]);
                e = Vector512.Create(-couplings[i + 1]);
                p0 = Vector512.FusedMultiplyAdd(d - x0, q0, e * p0);
                p1 = Vector512.FusedMultiplyAdd(d - x1, q1, e * p1);
                p2 = Vector512.FusedMultiplyAdd(d - x2, q2, e * p2);
                p3 = Vector512.FusedMultiplyAdd(d - x3, q3, e * p3);
                n0 += SignChanges(p0, q0);
                n1 += SignChanges(p1, q1);
                n2 += SignChanges(p2, q2);
                n3 += SignChanges(p3, q3);
            }

            (p0, q0) = ScaleBack(p0, q0);
            (p1, q1) = ScaleBack(p1, q1);
            (p2, q2) = ScaleBack(p2, q2);
            (p3, q3) = ScaleBack(p3, q3);
        }

        n0.Store(counts);
        n1.Store(counts + Lanes);
        n2.Store(counts + (2 * Lanes));
        n3.Store(counts + (3 * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> SignChanges(Vector512<double> a, Vector512<double> b) => (a.AsInt64() ^ b.AsInt64()) >>> 63;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> P, Vector512<double> Q) ScaleBack(Vector512<double> p, Vector512<double> q)
    {
        var factor = Vector512<double>.One / Vector512.MaxNative(Vector512.Abs(p), Vector512.Abs(q));
        return (p * factor, q * factor);
    }

    /// <summary>A bound of all eigenvalues' magnitude (Gershgorin), at most three times the largest.</summary>
    private static double Scale(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> squares)
    {
        double scale = 0, left = 0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            var right = i < diagonal.Length - 1 ? Math.Sqrt(squares[i]) : 0;
            scale = Math.Max(scale, Math.Abs(diagonal[i]) + left + right);
            left = right;
        }

        return double.IsFinite(scale)
            ? scale
            : throw new ArithmeticException("A matrix with values that are not finite has no eigenvalues.");
    }
}
