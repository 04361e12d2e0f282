using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Detector.Detection.Numerics;

/// <summary>
/// Householder's reduction of a symmetric matrix to tridiagonal form, from the last row up. The rank-2 update of a step is
/// put off and done in the same pass over the matrix as the matrix-vector product of the next step, so each step reads and
/// writes the remaining matrix once. The matrix is kept as a lower triangle of 16 x 16 blocks (see <see cref="Pack"/>):
/// half the traffic of full storage, every row aligned.
/// </summary>
internal static unsafe class TridiagonalReduction
{
    private const int Block = 16;
    private const double SmallestScale = 1e-37;

    /// <summary>Floats that <see cref="Pack"/> fills for order <paramref name="n"/>.</summary>
    public static int PackedLength(int n) => Block * Block * Blocks(n) * (Blocks(n) + 1) / 2;

    /// <summary>Floats of working space that <see cref="Reduce"/> takes for order <paramref name="n"/>.</summary>
    public static int WorkLength(int n) => 4 * Block * Blocks(n);

    /// <summary>
    /// Copies the lower triangle: row r of block row b holds 16 (b + 1) values, zero beyond the matrix; blocks on the
    /// diagonal are whole.
    /// </summary>
    public static void Pack(ReadOnlySpan<float> matrix, int n, float* packed)
    {
        for (var r = 0; r < Blocks(n) * Block; r++)
        {
            var row = new Span<float>(Row(packed, r), RowLength(r));
            row.Clear();
            if (r < n)
            {
                matrix.Slice(r * n, Math.Min(n, row.Length)).CopyTo(row);
            }
        }
    }

    /// <summary>Reduces a packed matrix, which is destroyed.</summary>
    /// <param name="packed">The matrix, 64-byte aligned.</param>
    /// <param name="n">Its order, at least 1.</param>
    /// <param name="work"><see cref="WorkLength"/> floats, 64-byte aligned.</param>
    /// <param name="diagonal">Receives the n diagonal values.</param>
    /// <param name="squares">Receives the n - 1 squared neighbours of the diagonal; n values, the last untouched.</param>
    /// <param name="wide">Whether to use vectors of 16 floats, or of 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Reduce(float* packed, int n, float* work, Span<double> diagonal, Span<double> squares, bool wide)
    {
        var padded = Blocks(n) * Block;
        new Span<float>(work, 4 * padded).Clear();

        // The put-off update is A - v wᵀ - w vᵀ; next is the Householder vector of this step, product is A times it.
        float* v = work, w = v + padded, next = w + padded, product = next + padded;
        for (var i = n - 1; ; i--)
        {
            var row = Row(packed, i);
            var length = RowLength(i);
            HouseholderVectors.Update(row, v, w, v[i], w[i], length);
            diagonal[i] = row[i];
            if (i == 0)
            {
                return;
            }

            var pivot = i - 1;
            new ReadOnlySpan<float>(row, pivot).CopyTo(new Span<float>(next, pivot));
            new Span<float>(next + pivot, length - pivot).Clear();
            double alpha = row[pivot], rest = HouseholderVectors.Dot(next, next, length), tau = 0;
            var square = (alpha * alpha) + rest;
            squares[pivot] = square;
            var beta = -Math.CopySign(Math.Sqrt(square), alpha);

            // Nothing to reflect, or so little that the scale of the vector would overflow.
            if (rest > 0 && Math.Abs(alpha - beta) > SmallestScale)
            {
                tau = (beta - alpha) / beta;
                HouseholderVectors.Scale(next, (float)(1 / (alpha - beta)), length);
                next[pivot] = 1;
            }

            new Span<float>(product, length).Clear();
            if (wide)
            {
                UpdateAndMultiply512(packed, i, v, w, next, product);
            }
            else
            {
                UpdateAndMultiply256(packed, i, v, w, next, product);
            }

            var half = tau * tau / 2 * HouseholderVectors.Dot(product, next, length);
            HouseholderVectors.Combine(product, (float)tau, next, (float)-half, w, length);
            new Span<float>(w + i, length - i).Clear();
            var spent = v;
            v = next;
            next = spent;
        }
    }

    /// <summary>In one pass over the leading rows: A -= v wᵀ + w vᵀ, then product += A x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateAndMultiply512(float* packed, int rows, float* v, float* w, float* x, float* product)
    {
        for (var r = 0; r < rows; r += 4)
        {
            var length = RowLength(r);
            var end = length - Block;
            float* row0 = Row(packed, r), row1 = row0 + length, row2 = row1 + length, row3 = row2 + length;
            Vector512<float> v0 = Vector512.Create(-v[r]), v1 = Vector512.Create(-v[r + 1]);
            Vector512<float> v2 = Vector512.Create(-v[r + 2]), v3 = Vector512.Create(-v[r + 3]);
            Vector512<float> w0 = Vector512.Create(-w[r]), w1 = Vector512.Create(-w[r + 1]);
            Vector512<float> w2 = Vector512.Create(-w[r + 2]), w3 = Vector512.Create(-w[r + 3]);
            Vector512<float> x0 = Vector512.Create(x[r]), x1 = Vector512.Create(x[r + 1]);
            Vector512<float> x2 = Vector512.Create(x[r + 2]), x3 = Vector512.Create(x[r + 3]);
            Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var c = 0; c <= end; c += Block)
            {
                Vector512<float> vc = Vector512.Load(v + c), wc = Vector512.Load(w + c), xc = Vector512.Load(x + c);
                var a0 = Vector512.FusedMultiplyAdd(v0, wc, Vector512.FusedMultiplyAdd(w0, vc, Vector512.Load(row0 + c)));
                var a1 = Vector512.FusedMultiplyAdd(v1, wc, Vector512.FusedMultiplyAdd(w1, vc, Vector512.Load(row1 + c)));
                var a2 = Vector512.FusedMultiplyAdd(v2, wc, Vector512.FusedMultiplyAdd(w2, vc, Vector512.Load(row2 + c)));
                var a3 = Vector512.FusedMultiplyAdd(v3, wc, Vector512.FusedMultiplyAdd(w3, vc, Vector512.Load(row3 + c)));
                a0.Store(row0 + c);
                a1.Store(row1 + c);
                a2.Store(row2 + c);
                a3.Store(row3 + c);
                s0 = Vector512.FusedMultiplyAdd(a0, xc, s0);
                s1 = Vector512.FusedMultiplyAdd(a1, xc, s1);
                s2 = Vector512.FusedMultiplyAdd(a2, xc, s2);
                s3 = Vector512.FusedMultiplyAdd(a3, xc, s3);
                if (c == end)
                {
                    break;
                }

                // Below the diagonal block a value also stands for its mirror image.
                var sum = Vector512.FusedMultiplyAdd(a0, x0, Vector512.Load(product + c));
                sum = Vector512.FusedMultiplyAdd(a1, x1, sum);
                var other = Vector512.FusedMultiplyAdd(a3, x3, a2 * x2);
                (sum + other).Store(product + c);
            }

            (Sums(s0, s1, s2, s3) + Vector128.Load(product + r)).Store(product + r);
        }
    }

    /// <summary>The same for vectors of 8 and 16 registers, two rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateAndMultiply256(float* packed, int rows, float* v, float* w, float* x, float* product)
    {
        for (var r = 0; r < rows; r += 2)
        {
            var length = RowLength(r);
            var end = length - Block;
            float* row0 = Row(packed, r), row1 = row0 + length;
            Vector256<float> v0 = Vector256.Create(-v[r]), v1 = Vector256.Create(-v[r + 1]);
            Vector256<float> w0 = Vector256.Create(-w[r]), w1 = Vector256.Create(-w[r + 1]);
            Vector256<float> x0 = Vector256.Create(x[r]), x1 = Vector256.Create(x[r + 1]);
            Vector256<float> s0 = default, s1 = default;
            for (var c = 0; c < length; c += 8)
            {
                Vector256<float> vc = Vector256.Load(v + c), wc = Vector256.Load(w + c), xc = Vector256.Load(x + c);
                var a0 = Vector256.FusedMultiplyAdd(v0, wc, Vector256.FusedMultiplyAdd(w0, vc, Vector256.Load(row0 + c)));
                var a1 = Vector256.FusedMultiplyAdd(v1, wc, Vector256.FusedMultiplyAdd(w1, vc, Vector256.Load(row1 + c)));
                a0.Store(row0 + c);
                a1.Store(row1 + c);
                s0 = Vector256.FusedMultiplyAdd(a0, xc, s0);
                s1 = Vector256.FusedMultiplyAdd(a1, xc, s1);
                if (c < end)
                {
                    var sum = Vector256.FusedMultiplyAdd(a0, x0, Vector256.Load(product + c));
                    Vector256.FusedMultiplyAdd(a1, x1, sum).Store(product + c);
                }
            }

            product[r] += Vector256.Sum(s0);
            product[r + 1] += Vector256.Sum(s1);
        }
    }

    /// <summary>The sums of four vectors, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sums(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) =>
        Sse3.IsSupported
            ? Sse3.HorizontalAdd(Sse3.HorizontalAdd(Quarter(a), Quarter(b)), Sse3.HorizontalAdd(Quarter(c), Quarter(d)))
            : Vector128.Create(Vector512.Sum(a), Vector512.Sum(b), Vector512.Sum(c), Vector512.Sum(d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(Vector512<float> sum)
    {
        var half = sum.GetLower() + sum.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    private static int Blocks(int n) => (n + Block - 1) / Block;

    private static int RowLength(int r) => ((r / Block) + 1) * Block;

    private static float* Row(float* packed, int r)
    {
        nint b = r / Block;
        return packed + (Block * Block / 2 * b * (b + 1)) + (r % Block * Block * (b + 1));
    }
}
