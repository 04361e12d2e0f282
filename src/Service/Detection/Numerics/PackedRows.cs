using System.Buffers;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>
/// The right-hand rows of a product, rearranged once in panels for <see cref="GramTile"/>, so that any number of blocks of left-hand rows
/// can be multiplied with them on any number of threads.
/// </summary>
internal sealed unsafe class PackedRows : IDisposable
{
    private readonly float[] _panels;
    private readonly int _dimension;

    private PackedRows(float[] panels, int dimension) => (_panels, _dimension) = (panels, dimension);

    /// <summary>Rearranges rows on all cores.</summary>
    /// <param name="rows">count x dimension values, row by row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="dimension">Length of a row.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static PackedRows Of(ReadOnlyMemory<float> rows, int count, int dimension, CancellationToken cancellation)
    {
        var panels = (count + GramTile.Columns - 1) / GramTile.Columns;
        var buffer = ArrayPool<float>.Shared.Rent(panels * GramTile.Columns * dimension);
        Parallel.For(0, panels, ComputeThreads.Loop(cancellation), panel =>
        {
            var first = panel * GramTile.Columns;
            fixed (float* source = rows.Span, target = buffer)
            {
                GramTile.Pack(
                    source + ((nint)first * dimension), Math.Min(GramTile.Columns, count - first), dimension, target + ((nint)first * dimension));
            }
        });
        return new(buffer, dimension);
    }

    /// <summary>result = left · rowsᵀ for the first rows.</summary>
    /// <param name="left">leftCount x dimension values, row by row.</param>
    /// <param name="leftCount">Rows of the left matrix.</param>
    /// <param name="columns">How many of the rows, from the first on.</param>
    /// <param name="result">Where row 0 goes; each takes as many values as there are columns.</param>
    /// <param name="stride">Distance of two rows of the result, at least as many.</param>
    public void Multiply(ReadOnlySpan<float> left, int leftCount, int columns, Span<float> result, int stride)
    {
        fixed (float* rows = left, panels = _panels, target = result)
        {
            for (var column = 0; column < columns; column += GramTile.Columns)
            {
                GramTile.MultiplyPanel(
                    rows, leftCount, panels + ((nint)column * _dimension), Math.Min(GramTile.Columns, columns - column), _dimension,
                    target + column, stride, Vector512.IsHardwareAccelerated);
            }
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<float>.Shared.Return(_panels);
}
