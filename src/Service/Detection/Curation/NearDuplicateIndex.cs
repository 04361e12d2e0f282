using System.Numerics.Tensors;
using Detector.Detection.Numerics;

namespace Detector.Detection.Curation;

/// <summary>
/// Finds an earlier row that is nearly equal, among any number of them: random hyperplanes sort rows into buckets (Charikar 2002), and
/// rows of one bucket are compared. A row at an angle of a is found with probability 1 - (1 - (1 - a/π)^14)^8: .98 at a cosine of .98,
/// .87 at .95. Rows are kept as bytes: for 512 dimensions 548 bytes each.
/// </summary>
internal sealed class NearDuplicateIndex
{
    private const int Tables = 8;
    private const int Bits = 14;
    private const int ChunkRows = 4096;
    private const int MostCompared = 4096;

    private readonly int _dimension;
    private readonly float[] _centre;
    private readonly float[] _planes;
    private readonly int[][] _heads;
    private readonly List<int[]> _next = [];
    private readonly List<sbyte[]> _rows = [];
    private readonly List<float[]> _scales = [];
    private int _count;

    /// <summary>Starts empty.</summary>
    /// <param name="centre">What rows are seen from: the mean of the reference spreads them over the buckets.</param>
    /// <param name="seed">Seed of the hyperplanes.</param>
    public NearDuplicateIndex(float[] centre, ulong seed)
    {
        _centre = centre;
        _dimension = centre.Length;
        var random = new SeededRandom(seed);
        _planes = [.. Enumerable.Range(0, Tables * Bits * _dimension).Select(_ => (float)random.NextGaussian())];
        _heads = [.. Enumerable.Range(0, Tables).Select(_ => Enumerable.Repeat(-1, 1 << Bits).ToArray())];
    }

    /// <summary>Number of rows.</summary>
    public int Count => _count;

    /// <summary>Looks for an earlier row at least as near as a cosine; the nearest of those found.</summary>
    /// <param name="row">A unit row.</param>
    /// <param name="cosine">The cosine.</param>
    /// <returns>Its number, in the order of adding, or -1.</returns>
    public int Find(ReadOnlySpan<float> row, float cosine)
    {
        var (best, found) = (cosine, -1);
        Span<int> buckets = stackalloc int[Tables];
        Hash(row, buckets);
        for (var table = 0; table < Tables; table++)
        {
            var compared = 0;
            for (var other = _heads[table][buckets[table]]; other >= 0 && compared < MostCompared; other = Next(other)[table], compared++)
            {
                var similarity = Cosine(row, other);
                if (similarity >= best)
                {
                    (best, found) = (similarity, other);
                }
            }
        }

        return found;

        ReadOnlySpan<int> Next(int other) => _next[other / ChunkRows].AsSpan(other % ChunkRows * Tables, Tables);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="row">A unit row.</param>
    public void Add(ReadOnlySpan<float> row)
    {
        if (_count % ChunkRows == 0)
        {
            _rows.Add(new sbyte[ChunkRows * _dimension]);
            _next.Add(new int[ChunkRows * Tables]);
            _scales.Add(new float[ChunkRows]);
        }

        var place = _count % ChunkRows;
        var largest = TensorPrimitives.MaxMagnitude(row);
        var scale = largest == 0 ? 1 : Math.Abs(largest) / sbyte.MaxValue;
        var bytes = _rows[^1].AsSpan(place * _dimension, _dimension);
        for (var i = 0; i < row.Length; i++)
        {
            bytes[i] = (sbyte)MathF.Round(row[i] / scale);
        }

        _scales[^1][place] = scale;
        Span<int> buckets = stackalloc int[Tables];
        Hash(row, buckets);
        for (var table = 0; table < Tables; table++)
        {
            _next[^1][(place * Tables) + table] = _heads[table][buckets[table]];
            _heads[table][buckets[table]] = _count;
        }

        _count++;
    }

    private void Hash(ReadOnlySpan<float> row, Span<int> buckets)
    {
        Span<float> seen = _dimension <= 2048 ? stackalloc float[_dimension] : new float[_dimension];
        TensorPrimitives.Subtract(row, _centre, seen);
        for (var table = 0; table < Tables; table++)
        {
            var bucket = 0;
            for (var bit = 0; bit < Bits; bit++)
            {
                var side = TensorPrimitives.Dot(seen, _planes.AsSpan(((table * Bits) + bit) * _dimension, _dimension));
                bucket = (bucket << 1) | (side >= 0 ? 1 : 0);
            }

            buckets[table] = bucket;
        }
    }

    private float Cosine(ReadOnlySpan<float> row, int other)
    {
        Span<float> values = _dimension <= 2048 ? stackalloc float[_dimension] : new float[_dimension];
        TensorPrimitives.ConvertTruncating<sbyte, float>(_rows[other / ChunkRows].AsSpan(other % ChunkRows * _dimension, _dimension), values);
        return TensorPrimitives.Dot(row, values) * _scales[other / ChunkRows][other % ChunkRows];
    }
}
