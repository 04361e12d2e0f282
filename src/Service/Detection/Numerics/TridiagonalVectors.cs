using System.Numerics;
using System.Runtime.InteropServices;

namespace Detector.Detection.Numerics;

/// <summary>Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by the implicit QL iteration
/// (Bowdler, Martin, Reinsch and Wilkinson 1968).</summary>
internal static class TridiagonalVectors
{
    private const int MaximumSweeps = 60;

    /// <summary>Replaces the diagonal by eigenvalues, in no order, and rotates the basis along.</summary>
    /// <param name="diagonal">n values.</param>
    /// <param name="neighbours">n values: the n - 1 neighbours of the diagonal, then 0; destroyed.</param>
    /// <param name="basis">n x n: the rows in which the matrix is tridiagonal become the eigenvectors.</param>
    /// <exception cref="ArithmeticException">A value is not finite.</exception>
    public static void Solve(Span<double> diagonal, Span<double> neighbours, Span<double> basis)
    {
        var n = diagonal.Length;
        var largest = 0.0;
        for (var i = 0; i < n; i++)
        {
            largest = Math.Max(largest, Math.Max(Math.Abs(diagonal[i]), Math.Abs(neighbours[i])));
        }

        if (!double.IsFinite(largest))
        {
            throw new ArithmeticException("A matrix with values that are not finite has no eigenvectors.");
        }

        var negligible = largest * Math.ScaleB(1, -53);
        for (var first = 0; first < n; first++)
        {
            for (var sweep = 0; ; sweep++)
            {
                var last = first;
                while (last < n - 1 && Math.Abs(neighbours[last]) > negligible)
                {
                    last++;
                }

                if (last == first)
                {
                    break;
                }

                if (sweep == MaximumSweeps)
                {
                    throw new ArithmeticException($"The eigenvectors did not converge in {MaximumSweeps} sweeps.");
                }

                Sweep(diagonal, neighbours, basis, first, last);
            }
        }
    }

    private static void Sweep(Span<double> diagonal, Span<double> neighbours, Span<double> basis, int first, int last)
    {
        var n = diagonal.Length;
        var ratio = (diagonal[first + 1] - diagonal[first]) / (2 * neighbours[first]);
        var shift = neighbours[first] / (ratio + Math.CopySign(double.Hypot(ratio, 1), ratio));
        var bulge = diagonal[last] - diagonal[first] + shift;
        double sine = 1, cosine = 1, carried = 0;
        for (var i = last - 1; i >= first; i--)
        {
            var off = sine * neighbours[i];
            var along = cosine * neighbours[i];
            var radius = double.Hypot(off, bulge);
            neighbours[i + 1] = radius;
            if (radius == 0)
            {
                // The matrix split in the middle of the sweep: what was carried so far belongs to the lower part.
                diagonal[i + 1] -= carried;
                neighbours[last] = 0;
                return;
            }

            sine = off / radius;
            cosine = bulge / radius;
            var lower = diagonal[i + 1] - carried;
            var mixed = ((diagonal[i] - lower) * sine) + (2 * cosine * along);
            carried = sine * mixed;
            diagonal[i + 1] = lower + carried;
            bulge = (cosine * mixed) - along;
            Rotate(basis.Slice(i * n, n), basis.Slice((i + 1) * n, n), cosine, sine);
        }

        diagonal[first] -= carried;
        neighbours[first] = bulge;
        neighbours[last] = 0;
    }

    private static void Rotate(Span<double> upper, Span<double> lower, double cosine, double sine)
    {
        var uppers = MemoryMarshal.Cast<double, Vector<double>>(upper);
        var lowers = MemoryMarshal.Cast<double, Vector<double>>(lower);
        for (var i = 0; i < uppers.Length; i++)
        {
            var (a, b) = (uppers[i], lowers[i]);
            uppers[i] = (a * cosine) - (b * sine);
            lowers[i] = (a * sine) + (b * cosine);
        }

        for (var i = uppers.Length * Vector<double>.Count; i < upper.Length; i++)
        {
            var (a, b) = (upper[i], lower[i]);
            upper[i] = (a * cosine) - (b * sine);
            lower[i] = (a * sine) + (b * cosine);
        }
    }
}
