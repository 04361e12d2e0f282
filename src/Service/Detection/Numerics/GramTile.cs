using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>
/// The innermost kernel of <see cref="Gram"/>: a tile of 8 x 48 inner products held in registers.
/// Every product is one chain of fused multiply-adds in ascending order of depth, so its bits depend neither on
/// the tile it falls into, nor on the number of threads, nor on the width of the vectors.
/// As everywhere in this folder, inner loops are compiled in full at their first call: the first batch of a service must not
/// take many times as long as the second.
/// </summary>
internal static unsafe class GramTile
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 8;

    /// <summary>Columns of a tile, and width of a packed panel.</summary>
    public const int Columns = 48;

    /// <summary>Depth of the part of a panel that stays in the first-level cache.</summary>
    public const int PanelDepth = 128;

    /// <summary>The kernel for vectors of 16 floats, or for those of 8.</summary>
    public static delegate*<float*, nint, nint, int, float*, int, float*, nint, bool, void> Kernel(bool wide) =>
        wide ? &Multiply512 : &Multiply256;

    /// <summary>panel[k * 48 + c] = rows[c, k]; columns that do not exist are zero.</summary>
    /// <param name="rows">The first of the rows.</param>
    /// <param name="count">Rows that exist, 1 to 48.</param>
    /// <param name="depth">Length of a row.</param>
    /// <param name="panel">depth x 48 values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack(float* rows, int count, int depth, float* panel)
    {
        // So few of them at a time that the part of the panel stays in the first-level cache.
        const int Block = 64;
        for (var first = 0; first < depth; first += Block)
        {
            var end = Math.Min(depth, first + Block);
            for (var c = 0; c < Columns; c++)
            {
                var target = panel + c;
                for (var k = first; k < end; k++)
                {
                    target[(nint)k * Columns] = c < count ? rows[((nint)c * depth) + k] : 0;
                }
            }
        }
    }

    /// <summary>Multiplies any number of left rows with a panel.</summary>
    /// <param name="left">The first of the left rows.</param>
    /// <param name="rows">Number of left rows.</param>
    /// <param name="panel">depth x 48 values.</param>
    /// <param name="columns">Columns of the panel that exist, 1 to 48.</param>
    /// <param name="depth">Length of a row.</param>
    /// <param name="target">Where the products of the first row go.</param>
    /// <param name="stride">Distance of two rows of the result, at least as many as there are columns.</param>
    /// <param name="wide">Whether by vectors of 16 floats.</param>
    public static void MultiplyPanel(float* left, int rows, float* panel, int columns, int depth, float* target, nint stride, bool wide)
    {
        var multiply = Kernel(wide);
        var whole = columns == Columns ? rows / Rows * Rows : 0;

        // A part of the panel at a time, which stays in the first-level cache; sums resume where they were, so their bits are the same.
        for (var first = 0; first < depth; first += PanelDepth)
        {
            var part = Math.Min(PanelDepth, depth - first);
            for (var row = 0; row < whole; row += Rows)
            {
                multiply(
                    left + ((nint)row * depth) + first, depth, 1, Rows, panel + (first * Columns), part, target + (row * stride), stride, first > 0);
            }
        }

        var edge = stackalloc float[Rows * Columns];
        for (var row = whole; row < rows; row += Rows)
        {
            var height = Math.Min(Rows, rows - row);
            multiply(left + ((nint)row * depth), depth, 1, height, panel, depth, edge, Columns, false);
            for (var r = 0; r < height; r++)
            {
                new ReadOnlySpan<float>(edge + (r * Columns), columns).CopyTo(new Span<float>(target + ((row + r) * stride), columns));
            }
        }
    }

    /// <summary>In 24 accumulators of 16 floats: tile[r, c] = sum over k of left[r * rowStride + k * depthStride] * panel[k * 48 + c].</summary>
    /// <param name="left">The first of the left rows.</param>
    /// <param name="rowStride">Distance of two left rows.</param>
    /// <param name="depthStride">Distance of two left values of a row.</param>
    /// <param name="rows">Rows that exist, 1 to 8; the tile's other rows repeat the last.</param>
    /// <param name="panel">depth x 48 values, 64-byte aligned.</param>
    /// <param name="depth">Number of terms of each sum.</param>
    /// <param name="tile">Where the 8 rows go; each takes 48 values.</param>
    /// <param name="tileStride">Distance of two rows of the result, at least 48.</param>
    /// <param name="resume">Whether the sums go on from what the tile holds, which must have all 8 rows then.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply512(
        float* left, nint rowStride, nint depthStride, int rows, float* panel, int depth, float* tile, nint tileStride, bool resume)
    {
        var last = rows - 1;
        var row0 = left;
        var row1 = left + (Math.Min(1, last) * rowStride);
        var row2 = left + (Math.Min(2, last) * rowStride);
        var row3 = left + (Math.Min(3, last) * rowStride);
        var row4 = left + (Math.Min(4, last) * rowStride);
        var row5 = left + (Math.Min(5, last) * rowStride);
        var row6 = left + (Math.Min(6, last) * rowStride);
        var row7 = left + (Math.Min(7, last) * rowStride);
        Vector512<float>
            c00 = default, c01 = default, c02 = default,
            c10 = default, c11 = default, c12 = default,
            c20 = default, c21 = default, c22 = default,
            c30 = default, c31 = default, c32 = default,
            c40 = default, c41 = default, c42 = default,
            c50 = default, c51 = default, c52 = default,
            c60 = default, c61 = default, c62 = default,
            c70 = default, c71 = default, c72 = default;
        if (resume)
        {
            Load(tile, ref c00, ref c01, ref c02);
            Load(tile + (1 * tileStride), ref c10, ref c11, ref c12);
            Load(tile + (2 * tileStride), ref c20, ref c21, ref c22);
            Load(tile + (3 * tileStride), ref c30, ref c31, ref c32);
            Load(tile + (4 * tileStride), ref c40, ref c41, ref c42);
            Load(tile + (5 * tileStride), ref c50, ref c51, ref c52);
            Load(tile + (6 * tileStride), ref c60, ref c61, ref c62);
            Load(tile + (7 * tileStride), ref c70, ref c71, ref c72);
        }

        nint offset = 0;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(panel);
            var b1 = Vector512.Load(panel + 16);
            var b2 = Vector512.Load(panel + 32);
            var a0 = Vector512.Create(row0[offset]);
            c00 = Vector512.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(a0, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(a0, b2, c02);
            var a1 = Vector512.Create(row1[offset]);
            c10 = Vector512.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(a1, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(a1, b2, c12);
            var a2 = Vector512.Create(row2[offset]);
            c20 = Vector512.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(a2, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(a2, b2, c22);
            var a3 = Vector512.Create(row3[offset]);
            c30 = Vector512.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(a3, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(a3, b2, c32);
            var a4 = Vector512.Create(row4[offset]);
            c40 = Vector512.FusedMultiplyAdd(a4, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(a4, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(a4, b2, c42);
            var a5 = Vector512.Create(row5[offset]);
            c50 = Vector512.FusedMultiplyAdd(a5, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(a5, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(a5, b2, c52);
            var a6 = Vector512.Create(row6[offset]);
            c60 = Vector512.FusedMultiplyAdd(a6, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(a6, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(a6, b2, c62);
            var a7 = Vector512.Create(row7[offset]);
            c70 = Vector512.FusedMultiplyAdd(a7, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(a7, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(a7, b2, c72);
            panel += Columns;
            offset += depthStride;
        }

        Store(c00, c01, c02, tile);
        Store(c10, c11, c12, tile + (1 * tileStride));
        Store(c20, c21, c22, tile + (2 * tileStride));
        Store(c30, c31, c32, tile + (3 * tileStride));
        Store(c40, c41, c42, tile + (4 * tileStride));
        Store(c50, c51, c52, tile + (5 * tileStride));
        Store(c60, c61, c62, tile + (6 * tileStride));
        Store(c70, c71, c72, tile + (7 * tileStride));
    }

    /// <summary>The same bytes as <see cref="Multiply512"/>, in four quarters of 12 accumulators of 8 floats.</summary>
    public static void Multiply256(
        float* left, nint rowStride, nint depthStride, int rows, float* panel, int depth, float* tile, nint tileStride, bool resume)
    {
        for (var r = 0; r < Rows; r += 4)
        {
            for (var c = 0; c < Columns; c += 24)
            {
                Quarter(left, rowStride, depthStride, r, rows - 1, panel + c, depth, tile + (r * tileStride) + c, tileStride, resume);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quarter(
        float* left, nint rowStride, nint depthStride, int first, int last, float* panel, int depth, float* tile, nint tileStride, bool resume)
    {
        var row0 = left + (Math.Min(first, last) * rowStride);
        var row1 = left + (Math.Min(first + 1, last) * rowStride);
        var row2 = left + (Math.Min(first + 2, last) * rowStride);
        var row3 = left + (Math.Min(first + 3, last) * rowStride);
        Vector256<float>
            c00 = default, c01 = default, c02 = default,
            c10 = default, c11 = default, c12 = default,
            c20 = default, c21 = default, c22 = default,
            c30 = default, c31 = default, c32 = default;
        if (resume)
        {
            Load(tile, ref c00, ref c01, ref c02);
            Load(tile + (1 * tileStride), ref c10, ref c11, ref c12);
            Load(tile + (2 * tileStride), ref c20, ref c21, ref c22);
            Load(tile + (3 * tileStride), ref c30, ref c31, ref c32);
        }

        nint offset = 0;
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(panel);
            var b1 = Vector256.Load(panel + 8);
            var b2 = Vector256.Load(panel + 16);
            var a0 = Vector256.Create(row0[offset]);
            c00 = Vector256.FusedMultiplyAdd(a0, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(a0, b1, c01);
            c02 = Vector256.FusedMultiplyAdd(a0, b2, c02);
            var a1 = Vector256.Create(row1[offset]);
            c10 = Vector256.FusedMultiplyAdd(a1, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(a1, b1, c11);
            c12 = Vector256.FusedMultiplyAdd(a1, b2, c12);
            var a2 = Vector256.Create(row2[offset]);
            c20 = Vector256.FusedMultiplyAdd(a2, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(a2, b1, c21);
            c22 = Vector256.FusedMultiplyAdd(a2, b2, c22);
            var a3 = Vector256.Create(row3[offset]);
            c30 = Vector256.FusedMultiplyAdd(a3, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(a3, b1, c31);
            c32 = Vector256.FusedMultiplyAdd(a3, b2, c32);
            panel += Columns;
            offset += depthStride;
        }

        Store(c00, c01, c02, tile);
        Store(c10, c11, c12, tile + (1 * tileStride));
        Store(c20, c21, c22, tile + (2 * tileStride));
        Store(c30, c31, c32, tile + (3 * tileStride));
    }

    private static void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, float* target)
    {
        a.Store(target);
        b.Store(target + 16);
        c.Store(target + 32);
    }

    private static void Store(Vector256<float> a, Vector256<float> b, Vector256<float> c, float* target)
    {
        a.Store(target);
        b.Store(target + 8);
        c.Store(target + 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* source, ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c) =>
        (a, b, c) = (Vector512.Load(source), Vector512.Load(source + 16), Vector512.Load(source + 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* source, ref Vector256<float> a, ref Vector256<float> b, ref Vector256<float> c) =>
        (a, b, c) = (Vector256.Load(source), Vector256.Load(source + 8), Vector256.Load(source + 16));
}
