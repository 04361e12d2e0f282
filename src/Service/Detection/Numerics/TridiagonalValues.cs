using System.Runtime.CompilerServices;

namespace Detector.Detection.Numerics;

/// <summary>Eigenvalues of a symmetric tridiagonal matrix by the square-root-free QL iteration of Pal, Walker and Kahan
/// (Parlett, The Symmetric Eigenvalue Problem, section 8.15).</summary>
internal static class TridiagonalValues
{
    private const int MaximumSweeps = 60;

    /// <summary>Replaces the diagonal by the eigenvalues, ascending; absolute error of the order of 1e-16 times the largest.</summary>
    /// <param name="diagonal">n values.</param>
    /// <param name="squares">n values: the n - 1 squared neighbours of the diagonal, then anything; destroyed.</param>
    /// <exception cref="ArithmeticException">A value is not finite.</exception>
    public static void Solve(Span<double> diagonal, Span<double> squares)
    {
        var negligible = Negligible(diagonal, squares);
        for (var first = 0; first < diagonal.Length; first++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var last = first;
                while (last < diagonal.Length - 1 && squares[last] > negligible)
                {
                    last++;
                }

                if (last == first)
                {
                    break;
                }

                if (sweep == MaximumSweeps)
                {
                    throw new ArithmeticException($"The eigenvalues did not converge in {MaximumSweeps} sweeps.");
                }

                Sweep(diagonal, squares, first, last);
            }
        }

        diagonal.Sort();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(Span<double> diagonal, Span<double> squares, int first, int last)
    {
        var shift = WilkinsonShift(diagonal[first], diagonal[first + 1], squares[first]);
        double cosine = 1, sine = 0;
        var gamma = diagonal[last] - shift;
        var square = gamma * gamma;
        for (var i = last - 1; i >= first; i--)
        {
            var neighbour = squares[i];
            var radius = square + neighbour;
            squares[i + 1] = sine * radius;
            var previousCosine = cosine;
            var previousGamma = gamma;
            cosine = square / radius;
            sine = neighbour / radius;
            gamma = (cosine * (diagonal[i] - shift)) - (sine * previousGamma);
            diagonal[i + 1] = previousGamma + (diagonal[i] - gamma);

            // radius / square is 1 / cosine, and need not wait for the cosine.
            square = square > 0 ? gamma * gamma * (radius / square) : previousCosine * neighbour;
        }

        squares[first] = sine * square;
        diagonal[first] = shift + gamma;
    }

    /// <summary>The eigenvalue of the leading 2 x 2 block that is nearer to its first diagonal value.</summary>
    private static double WilkinsonShift(double head, double below, double square)
    {
        var side = Math.Sqrt(square);
        var ratio = (below - head) / (2 * side);
        return head - (side / (ratio + Math.CopySign(Math.Sqrt(1 + (ratio * ratio)), ratio)));
    }

    private static double Negligible(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> squares)
    {
        var largest = 0.0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(diagonal[i]), i > 0 ? Math.Sqrt(squares[i - 1]) : 0));
        }

        if (!double.IsFinite(largest))
        {
            throw new ArithmeticException("A matrix with values that are not finite has no eigenvalues.");
        }

        var relative = largest * Math.ScaleB(1, -52);
        return relative * relative;
    }
}
