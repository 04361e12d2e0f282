using System.Numerics.Tensors;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>
/// A reference in two dimensions, for people to look at: the plane through A's mean m along its first two principal components u1 and u2
/// (Pearson 1901), in which an embedding x is at (u1 · (x - m), u2 · (x - m)). No plane shows more of A's variance. The signs of the
/// components are fixed, so one reference always gives one picture.
/// </summary>
public sealed class ReferencePlane
{
    private readonly FittedSupport _support;
    private readonly Lazy<float[][]> _cells;

    internal ReferencePlane(FittedSupport support)
    {
        _support = support;
        _cells = new Lazy<float[][]>(Average);
    }

    /// <summary>Number of samples of A.</summary>
    public int Count => _support.Embeddings.Count;

    /// <summary>Share of A's variance along each of the two axes, 0 to 1.</summary>
    public IReadOnlyList<double> VarianceShares
    {
        get
        {
            // Two unit vectors differ by 2 - 2 cos; half the mean of that over all pairs is the variance in all directions.
            var total = 1 - _support.SelfCosine;
            return [.. Pair(_support.Components.Variances).Select(variance => total > 0 ? Math.Clamp(variance / total, 0, 1) : 0)];
        }
    }

    /// <summary>The centre of each cell, by its number: the mean of its samples of A. Pairs of coordinates.</summary>
    public IReadOnlyList<float[]> Cells => _cells.Value;

    /// <summary>Samples of A, evenly spread over them. Pairs of coordinates.</summary>
    /// <param name="most">Most to return, at least 1.</param>
    public IReadOnlyList<float[]> Points(int most) => [.. Spread(Count, most).Select(index => Pair(_support.Projections[index]))];

    /// <summary>Other samples, evenly spread over those given. Pairs of coordinates.</summary>
    /// <param name="embeddings">One row per sample.</param>
    /// <param name="most">Most to return, at least 1.</param>
    /// <exception cref="ArgumentException">The embeddings have another length than the reference's.</exception>
    public IReadOnlyList<float[]> Project(EmbeddingMatrix embeddings, int most)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        var components = _support.Components;
        if (embeddings.Dimension != components.Directions.Dimension)
        {
            throw new ArgumentException(
                $"The embeddings have length {embeddings.Dimension}, those of the reference {components.Directions.Dimension}.", nameof(embeddings));
        }

        return
        [
            .. Spread(embeddings.Count, most).Select(index => Pair(
            [
                .. Enumerable.Range(0, Math.Min(2, components.Count)).Select(axis =>
                    TensorPrimitives.Dot(components.Directions.Row(axis), embeddings.Row(index)) - components.Offsets[axis]),
            ])),
        ];
    }

    private static IEnumerable<int> Spread(int count, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var taken = Math.Min(count, most);
        return Enumerable.Range(0, taken).Select(i => (int)((long)i * count / taken));
    }

    // Embeddings of length 1 have one component.
    private static float[] Pair(float[] coordinates) => [coordinates[0], coordinates.Length > 1 ? coordinates[1] : 0];

    private float[][] Average()
    {
        var cells = _support.Cells.AssignAll(_support.Embeddings);
        var sums = new double[_support.Cells.Cells, 2];
        var counts = new int[_support.Cells.Cells];
        for (var i = 0; i < cells.Length; i++)
        {
            var point = Pair(_support.Projections[i]);
            sums[cells[i], 0] += point[0];
            sums[cells[i], 1] += point[1];
            counts[cells[i]]++;
        }

        // No cell is empty on the samples that it was fitted to.
        return [.. counts.Select((count, cell) => new[] { (float)(sums[cell, 0] / count), (float)(sums[cell, 1] / count) })];
    }
}
