using System.Numerics.Tensors;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>
/// The leading principal components of part A: the directions in which it varies most. In them A has mean 0 and a diagonal
/// covariance, whatever its distribution. One component per 8 samples of A, at least 2 and at most 64; with 64 the moments of a draw
/// of 1,024 and the distance taken from them cost a third of a millisecond.
/// </summary>
internal sealed class PrincipalComponents
{
    private const int Most = 64;
    private const int Fewest = 2;
    private const int SamplesPerComponent = 8;

    /// <summary>Takes what <see cref="Fit"/> made.</summary>
    /// <param name="directions">Unit vectors, orthogonal, a row each.</param>
    /// <param name="offsets">A's mean along each of them.</param>
    /// <param name="variances">A's variance along each of them, descending, at least 0.</param>
    public PrincipalComponents(EmbeddingMatrix directions, float[] offsets, float[] variances)
    {
        Directions = directions;
        Offsets = offsets;
        Variances = variances;
    }

    /// <summary>The directions, a row each.</summary>
    public EmbeddingMatrix Directions { get; }

    /// <summary>A's mean along each direction.</summary>
    public float[] Offsets { get; }

    /// <summary>A's variance along each direction, descending.</summary>
    public float[] Variances { get; }

    /// <summary>Number of components.</summary>
    public int Count => Variances.Length;

    /// <summary>Fits A, of at least two samples, in O(N d^2 + d^3).</summary>
    public static PrincipalComponents Fit(EmbeddingMatrix rows)
    {
        var dimension = rows.Dimension;
        var mean = Mean(rows);
        var centred = rows.Values.ToArray();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = centred.AsSpan(i * dimension, dimension);
            TensorPrimitives.Subtract(row, mean, row);
        }

        var moment = new float[dimension * dimension];
        Gram.SecondMoment(centred, rows.Count, dimension, moment);
        var (values, vectors) = SymmetricEigen.Decompose(moment, dimension);
        var count = Math.Min(dimension, Math.Clamp(rows.Count / SamplesPerComponent, Fewest, Most));
        var directions = new EmbeddingMatrix(vectors[..(count * dimension)], dimension);
        var unbiased = rows.Count / (rows.Count - 1.0);
        return new PrincipalComponents(
            directions,
            [.. Enumerable.Range(0, count).Select(i => TensorPrimitives.Dot<float>(directions.Row(i), mean))],
            [.. values.Take(count).Select(value => (float)Math.Max(0, unbiased * value))]);
    }

    /// <summary>Coordinates of samples along the components, about A's mean; one array of <see cref="Count"/> per sample.</summary>
    public float[][] Project(EmbeddingMatrix rows, CancellationToken cancellation)
    {
        var products = new float[rows.Count * Count];
        Gram.ProductsParallel(rows.Memory, rows.Count, Directions.Memory, Count, rows.Dimension, products, cancellation);
        var projections = new float[rows.Count][];
        for (var i = 0; i < projections.Length; i++)
        {
            projections[i] = products[(i * Count)..((i + 1) * Count)];
            TensorPrimitives.Subtract(projections[i], Offsets, projections[i]);
        }

        return projections;
    }

    private static float[] Mean(EmbeddingMatrix rows)
    {
        var sum = new double[rows.Dimension];
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows.Row(i);
            for (var j = 0; j < row.Length; j++)
            {
                sum[j] += row[j];
            }
        }

        return [.. sum.Select(value => (float)(value / rows.Count))];
    }
}
