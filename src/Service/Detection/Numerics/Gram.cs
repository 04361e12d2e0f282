using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>
/// Products of matrices whose rows are embeddings: cosines when the rows have unit length. Every entry is summed in the same
/// order by every method and on any number of threads, so equal rows give equal bits and self products are exactly symmetric.
/// </summary>
internal static unsafe class Gram
{
    // A block of left rows stays in the second-level cache beside a panel.
    private const int BlockRows = 128;
    private const int MomentDepth = 1024;

    /// <summary>result = left · rightᵀ.</summary>
    /// <param name="left">leftCount x dimension values, row by row.</param>
    /// <param name="leftCount">Rows of the left matrix.</param>
    /// <param name="right">rightCount x dimension values, row by row.</param>
    /// <param name="rightCount">Rows of the right matrix.</param>
    /// <param name="dimension">Length of a row, at least 1.</param>
    /// <param name="result">leftCount x rightCount values, row by row.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape.</exception>
    public static void Products(
        ReadOnlySpan<float> left, int leftCount, ReadOnlySpan<float> right, int rightCount, int dimension, Span<float> result) =>
        Products(left, leftCount, right, rightCount, dimension, result, Vector512.IsHardwareAccelerated);

    /// <summary><see cref="Products(ReadOnlySpan{float}, int, ReadOnlySpan{float}, int, int, Span{float})"/> by vectors of 16
    /// floats (wide) or of 8, with the same bytes.</summary>
    internal static void Products(
        ReadOnlySpan<float> left, int leftCount, ReadOnlySpan<float> right, int rightCount, int dimension, Span<float> result,
        bool wide)
    {
        RequireLength(left.Length, leftCount, dimension, nameof(left));
        RequireLength(right.Length, rightCount, dimension, nameof(right));
        RequireLength(result.Length, leftCount, rightCount, nameof(result));
        Multiply(left, leftCount, right, rightCount, dimension, result, lowerOnly: false, wide);
    }

    /// <summary><see cref="Products(ReadOnlySpan{float}, int, ReadOnlySpan{float}, int, int, Span{float})"/> over blocks of left rows on all cores, with the same bytes.</summary>
    /// <exception cref="ArgumentException">A memory is shorter than its shape.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the result is partly written.</exception>
    public static void ProductsParallel(
        ReadOnlyMemory<float> left, int leftCount, ReadOnlyMemory<float> right, int rightCount, int dimension,
        Memory<float> result, CancellationToken cancellationToken) =>
        ProductsParallel(left, leftCount, right, rightCount, dimension, result, rightCount, cancellationToken);

    /// <summary>The same into a part of a wider matrix.</summary>
    /// <param name="left">leftCount x dimension values, row by row.</param>
    /// <param name="leftCount">Rows of the left matrix.</param>
    /// <param name="right">rightCount x dimension values, row by row.</param>
    /// <param name="rightCount">Rows of the right matrix.</param>
    /// <param name="dimension">Length of a row, at least 1.</param>
    /// <param name="result">leftCount rows of rightCount values.</param>
    /// <param name="stride">Distance of two rows of the result, at least rightCount.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="ArgumentException">A memory is shorter than its shape.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the result is partly written.</exception>
    public static void ProductsParallel(
        ReadOnlyMemory<float> left, int leftCount, ReadOnlyMemory<float> right, int rightCount, int dimension,
        Memory<float> result, int stride, CancellationToken cancellationToken)
    {
        RequireLength(left.Length, leftCount, dimension, nameof(left));
        RequireLength(right.Length, rightCount, dimension, nameof(right));
        RequireStride(result.Length, leftCount, rightCount, stride, nameof(result));

        using var packed = PackedRows.Of(right, rightCount, dimension, cancellationToken);
        Parallel.For(0, BlocksOf(leftCount), ComputeThreads.Loop(cancellationToken), block =>
        {
            var first = block * BlockRows;
            var rows = Math.Min(BlockRows, leftCount - first);
            packed.Multiply(left.Span.Slice(first * dimension, rows * dimension), rows, rightCount, result.Span[(first * stride)..], stride);
        });
    }

    /// <summary><see cref="Self"/> over blocks of rows on all cores, with the same bytes.</summary>
    /// <exception cref="ArgumentException">A memory is shorter than its shape.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the result is partly written.</exception>
    public static void SelfParallel(
        ReadOnlyMemory<float> rows, int count, int dimension, Memory<float> result, CancellationToken cancellationToken) =>
        SelfParallel(rows, count, dimension, result, count, cancellationToken);

    /// <summary>The same into a part of a wider matrix.</summary>
    /// <param name="rows">count x dimension values, row by row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="dimension">Length of a row, at least 1.</param>
    /// <param name="result">count rows of count values.</param>
    /// <param name="stride">Distance of two rows of the result, at least count.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="ArgumentException">A memory is shorter than its shape.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the result is partly written.</exception>
    public static void SelfParallel(
        ReadOnlyMemory<float> rows, int count, int dimension, Memory<float> result, int stride, CancellationToken cancellationToken)
    {
        RequireLength(rows.Length, count, dimension, nameof(rows));
        RequireStride(result.Length, count, count, stride, nameof(result));
        using var packed = PackedRows.Of(rows, count, dimension, cancellationToken);
        var blocks = BlocksOf(count);

        // The longest rows first, so that the threads end at about the same time.
        Parallel.For(0, blocks, ComputeThreads.Loop(cancellationToken), turn =>
        {
            var first = (blocks - 1 - turn) * BlockRows;
            var height = Math.Min(BlockRows, count - first);
            packed.Multiply(
                rows.Span.Slice(first * dimension, height * dimension), height, first + height, result.Span[(first * stride)..], stride);
        });
        Parallel.For(0, blocks, ComputeThreads.Loop(cancellationToken), block =>
        {
            fixed (float* target = result.Span)
            {
                MirrorLower(target, count, stride, block * BlockRows, Math.Min(count, (block + 1) * BlockRows));
            }
        });
    }

    /// <summary>result = rows · rowsᵀ, count x count, exactly symmetric; half the work of <see cref="Products(ReadOnlySpan{float}, int, ReadOnlySpan{float}, int, int, Span{float})"/>, the same bits.</summary>
    /// <exception cref="ArgumentException">A span is shorter than its shape.</exception>
    public static void Self(ReadOnlySpan<float> rows, int count, int dimension, Span<float> result)
    {
        RequireLength(rows.Length, count, dimension, nameof(rows));
        RequireLength(result.Length, count, count, nameof(result));
        Multiply(rows, count, rows, count, dimension, result, lowerOnly: true, Vector512.IsHardwareAccelerated);
        fixed (float* target = result)
        {
            MirrorLower(target, count, count, 0, count);
        }
    }

    /// <summary>result = rowsᵀ · rows / count, dimension x dimension, exactly symmetric: the uncentred second moment.</summary>
    /// <param name="rows">count x dimension values, row by row.</param>
    /// <param name="count">Number of rows, at least 1.</param>
    /// <param name="dimension">Length of a row.</param>
    /// <param name="result">dimension x dimension values.</param>
    /// <exception cref="ArgumentException">A span is shorter than its shape.</exception>
    public static void SecondMoment(ReadOnlySpan<float> rows, int count, int dimension, Span<float> result)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        RequireLength(rows.Length, count, dimension, nameof(rows));
        RequireLength(result.Length, dimension, dimension, nameof(result));
        result = result[..(dimension * dimension)];
        result.Clear();
        var stripe = RoundUp(dimension, GramTile.Rows) * GramTile.Columns;
        var scratch = RentAligned(stripe + (RoundUp(dimension, GramTile.Columns) * Math.Min(count, MomentDepth)));
        fixed (float* source = rows, target = result, unaligned = scratch)
        {
            var strip = Align(unaligned);
            var panels = strip + stripe;

            // Slices of bounded depth keep a panel in the second-level cache and the rounding error of long sums small.
            for (var first = 0; first < count; first += MomentDepth)
            {
                var depth = Math.Min(MomentDepth, count - first);
                PackColumns(source + ((nint)first * dimension), depth, dimension, panels);
                AddMoment(panels, depth, dimension, strip, target);
            }

            TensorPrimitives.Multiply(result, 1f / count, result);
            MirrorLower(target, dimension, dimension, 0, dimension);
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    private static void Multiply(
        ReadOnlySpan<float> left, int leftCount, ReadOnlySpan<float> right, int rightCount, int dimension, Span<float> result,
        bool lowerOnly, bool wide)
    {
        var scratch = RentAligned(GramTile.Columns * dimension);
        fixed (float* leftRows = left, rightRows = right, target = result, unaligned = scratch)
        {
            var panel = Align(unaligned);
            for (var column = 0; column < rightCount; column += GramTile.Columns)
            {
                var columns = Math.Min(GramTile.Columns, rightCount - column);
                GramTile.Pack(rightRows + ((nint)column * dimension), columns, dimension, panel);
                var row = lowerOnly ? column : 0;
                GramTile.MultiplyPanel(
                    leftRows + ((nint)row * dimension), leftCount - row, panel, columns, dimension,
                    target + ((nint)row * rightCount) + column, rightCount, wide);
            }
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    private static void AddMoment(float* panels, int depth, int dimension, float* strip, float* target)
    {
        var multiply = GramTile.Kernel(Vector512.IsHardwareAccelerated);
        for (var column = 0; column < dimension; column += GramTile.Columns)
        {
            var right = panels + ((nint)column * depth);
            for (var first = 0; first < depth; first += GramTile.PanelDepth)
            {
                var part = Math.Min(GramTile.PanelDepth, depth - first);
                for (var row = column; row < dimension; row += GramTile.Rows)
                {
                    var left = panels + ((nint)(row / GramTile.Columns) * depth * GramTile.Columns) + (row % GramTile.Columns);
                    multiply(
                        left + (first * GramTile.Columns), 1, GramTile.Columns, Math.Min(GramTile.Rows, dimension - row),
                        right + (first * GramTile.Columns), part, strip + ((row - column) * GramTile.Columns), GramTile.Columns, first > 0);
                }
            }

            var columns = Math.Min(GramTile.Columns, dimension - column);
            for (var row = column; row < dimension; row++)
            {
                var sums = new Span<float>(target + ((nint)row * dimension) + column, columns);
                TensorPrimitives.Add(sums, new ReadOnlySpan<float>(strip + ((row - column) * GramTile.Columns), columns), sums);
            }
        }
    }

    /// <summary>Panels of 48 neighbouring columns, each depth x 48; columns that do not exist are zero.</summary>
    private static void PackColumns(float* rows, int depth, int dimension, float* panels)
    {
        for (var column = 0; column < dimension; column += GramTile.Columns)
        {
            var columns = Math.Min(GramTile.Columns, dimension - column);
            for (var k = 0; k < depth; k++)
            {
                var target = new Span<float>(panels, GramTile.Columns);
                new ReadOnlySpan<float>(rows + ((nint)k * dimension) + column, columns).CopyTo(target);
                target[columns..].Clear();
                panels += GramTile.Columns;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MirrorLower(float* matrix, nint n, nint stride, nint from, nint to)
    {
        // Blocks so small that rows a power of two apart do not drive each other out of the first-level cache.
        const int Block = 8;
        for (var top = from; top < to; top += Block)
        {
            var bottom = nint.Min(top + Block, to);
            for (nint start = 0; start <= top; start += Block)
            {
                for (var j = start; j < nint.Min(start + Block, n); j++)
                {
                    for (var i = nint.Max(top, j + 1); i < bottom; i++)
                    {
                        matrix[(j * stride) + i] = matrix[(i * stride) + j];
                    }
                }
            }
        }
    }

    private static int BlocksOf(int rows) => (rows + BlockRows - 1) / BlockRows;

    private static float[] RentAligned(int length) => ArrayPool<float>.Shared.Rent(length + 16);

    private static float* Align(float* pointer) => (float*)(((nint)pointer + 63) & ~(nint)63);

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private static void RequireStride(int length, int rows, int columns, int stride, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, columns);
        if (rows > 0 && length < ((rows - 1L) * stride) + columns)
        {
            throw new ArgumentException($"{length} values are fewer than {rows} rows of {columns}, {stride} apart.", name);
        }
    }

    private static void RequireLength(int length, int rows, int columns, string name)
    {
        if (length < (long)rows * columns)
        {
            throw new ArgumentException($"{length} values are fewer than {rows} x {columns}.", name);
        }
    }
}
