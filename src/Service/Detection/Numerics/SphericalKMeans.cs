using System.Buffers;
using Detector.Detection.Samples;

namespace Detector.Detection.Numerics;

/// <summary>
/// Cells of a set of unit rows: k-means by cosine (Dhillon and Modha 2001) from k-means++ seeds (Arthur and Vassilvitskii 2007).
/// A row belongs to the centroid of greatest cosine, the lowest of equal ones. The same rows and seed give the same cells.
/// </summary>
internal sealed class SphericalKMeans
{
    private const int BlockRows = 256;

    /// <summary>Cells around given centroids, for instance stored ones.</summary>
    /// <param name="centroids">One unit row per cell.</param>
    public SphericalKMeans(EmbeddingMatrix centroids) => Centroids = centroids;

    /// <summary>Number of cells.</summary>
    public int Cells => Centroids.Count;

    /// <summary>Cells x dimension, unit rows.</summary>
    public EmbeddingMatrix Centroids { get; }

    /// <summary>Fits cells; none is empty on the rows given.</summary>
    /// <param name="rows">At least one unit row.</param>
    /// <param name="cells">Cells wanted, at least 1; fewer come back where there are fewer different rows.</param>
    /// <param name="seed">Seed of the first centroids.</param>
    /// <param name="iterations">Most rounds of assigning and averaging.</param>
    /// <param name="cancellationToken">Stops between two rounds.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SphericalKMeans Fit(
        EmbeddingMatrix rows, int cells, ulong seed, int iterations = 25, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(rows.Count, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfLessThan(cells, 1);
        var centroids = rows.Gather(KMeansSeeds.Choose(rows, cells, new SeededRandom(seed)));
        var assigned = new int[rows.Count];
        var before = Array.Empty<int>();
        var cosines = new float[rows.Count];
        Assign(rows, centroids, assigned, cosines, cancellationToken);
        for (var round = 0; round < iterations && !assigned.AsSpan().SequenceEqual(before); round++)
        {
            before = (int[])assigned.Clone();
            centroids = KMeansCentroids.Average(rows, centroids, assigned, cosines);
            Assign(rows, centroids, assigned, cosines, cancellationToken);
        }

        return new SphericalKMeans(KMeansCentroids.Occupied(centroids, assigned));
    }

    /// <summary>The cell of one row.</summary>
    public int Assign(ReadOnlySpan<float> row)
    {
        var cosines = ArrayPool<float>.Shared.Rent(Cells);
        Gram.Products(Centroids.Values, Cells, row, 1, Centroids.Dimension, cosines);
        Neighbours.MaxExcept(cosines.AsSpan(0, Cells), -1, out var cell);
        ArrayPool<float>.Shared.Return(cosines);
        return cell;
    }

    /// <summary>The cell of every row; the same on any number of threads, and the same as row by row.</summary>
    public int[] AssignAll(EmbeddingMatrix rows)
    {
        var assigned = new int[rows.Count];
        Assign(rows, Centroids, assigned, new float[rows.Count], CancellationToken.None);
        return assigned;
    }

    private static void Assign(
        EmbeddingMatrix rows, EmbeddingMatrix centroids, int[] assigned, float[] cosines, CancellationToken cancellationToken)
    {
        var options = ComputeThreads.Loop(cancellationToken);
        Parallel.For(0, (rows.Count + BlockRows - 1) / BlockRows, options, block =>
        {
            var first = block * BlockRows;
            var count = Math.Min(BlockRows, rows.Count - first);
            var products = ArrayPool<float>.Shared.Rent(count * centroids.Count);
            Gram.Products(
                rows.Values.Slice(first * rows.Dimension, count * rows.Dimension), count, centroids.Values, centroids.Count,
                rows.Dimension, products);
            for (var i = 0; i < count; i++)
            {
                cosines[first + i] = Neighbours.MaxExcept(
                    products.AsSpan(i * centroids.Count, centroids.Count), -1, out assigned[first + i]);
            }

            ArrayPool<float>.Shared.Return(products);
        });
    }
}
