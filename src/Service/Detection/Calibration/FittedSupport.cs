using System.Buffers;
using System.Numerics.Tensors;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>
/// What is fitted to part A of a reference: its support (a ball per sample, out to the k-th neighbour), kernel scale, cells and
/// principal components.
/// </summary>
internal sealed class FittedSupport
{
    /// <summary>Neighbour that sets radii and tail scores (Kynkäänniemi 2019 use 3, Naeem 2020 use 5).</summary>
    public const int Neighbour = 5;

    private const int BlockRows = 128;
    private const int MedianPairs = 200_000;
    private readonly Lazy<float[][]> _projections;

    private FittedSupport(
        EmbeddingMatrix embeddings, float[] radii, float medianSquaredDistance, double selfKernel, EmbeddingMatrix centroids,
        PrincipalComponents components)
    {
        Embeddings = embeddings;
        Radii = radii;
        MedianSquaredDistance = medianSquaredDistance;
        SelfKernel = selfKernel;
        Cells = new SphericalKMeans(centroids);
        Components = components;
        _projections = new Lazy<float[][]>(() => components.Project(embeddings, CancellationToken.None));
        SelfCosine = MeanPairCosine(embeddings);
    }

    /// <summary>Embeddings of A.</summary>
    public EmbeddingMatrix Embeddings { get; }

    /// <summary>Cosine of each sample of A to its k-th neighbour in A.</summary>
    public float[] Radii { get; }

    /// <summary>Median squared Euclidean distance between two samples of A; the scale of the kernels.</summary>
    public float MedianSquaredDistance { get; }

    /// <summary>Mean kernel between two different samples of A.</summary>
    public double SelfKernel { get; }

    /// <summary>Mean cosine between two different samples of A.</summary>
    public double SelfCosine { get; }

    /// <summary>Regions of the embedding space.</summary>
    public SphericalKMeans Cells { get; }

    /// <summary>The directions in which A varies most.</summary>
    public PrincipalComponents Components { get; }

    /// <summary>Coordinates of A's samples along them.</summary>
    public float[][] Projections => _projections.Value;

    /// <summary>Fits A.</summary>
    public static FittedSupport Fit(EmbeddingMatrix rows, ulong seed, CancellationToken cancellation)
    {
        var cells = Math.Clamp(rows.Count / 20, 4, 128);
        var centroids = SphericalKMeans.Fit(rows, cells, seed, cancellationToken: cancellation).Centroids;
        var median = MedianDistance(rows, seed);
        var radii = new float[rows.Count];
        var kernel = new double[rows.Count];
        OverBlocks(rows, rows, (index, cosines) =>
        {
            radii[index] = NthLargest(cosines, index, Neighbour);
            var self = KernelSums.SumRbf(cosines.Slice(index, 1), median);
            kernel[index] = KernelSums.SumRbf(cosines, median) - self;
        }, cancellation);
        var pairs = (double)rows.Count * (rows.Count - 1);
        return new FittedSupport(rows, radii, median, kernel.Sum() / pairs, centroids, PrincipalComponents.Fit(rows));
    }

    /// <summary>Restores what <see cref="Fit"/> made.</summary>
    public static FittedSupport Restore(
        EmbeddingMatrix embeddings, float[] radii, float medianSquaredDistance, double selfKernel, EmbeddingMatrix centroids,
        PrincipalComponents components) =>
        new(embeddings, radii, medianSquaredDistance, selfKernel, centroids, components);

    /// <summary>Places samples against A.</summary>
    public Placement Place(EmbeddingMatrix rows, CancellationToken cancellation)
    {
        var placement = new Placement(rows.Count) { Projections = Components.Project(rows, cancellation) };
        Cells.AssignAll(rows).CopyTo(placement.Cells, 0);
        OverBlocks(rows, Embeddings, (index, cosines) =>
        {
            placement.CellDistances[index] = 1 - TensorPrimitives.Dot(rows.Row(index), Cells.Centroids.Row(placement.Cells[index]));
            placement.TailScores[index] = 1 - NthLargest(cosines, -1, Neighbour);
            placement.Balls[index] = Balls.Holding(cosines, Radii, SimilarityTolerance);
            placement.Centres[index] = TensorPrimitives.Sum(cosines) / Embeddings.Count;
            placement.Kernels[index] = (float)(KernelSums.SumRbf(cosines, MedianSquaredDistance) / Embeddings.Count);
        }, cancellation);
        return placement;
    }

    /// <summary>
    /// Places samples as if A lacked their kind: each against the samples of A in other cells than its own, and in the nearest of these.
    /// </summary>
    public Placement PlaceForeign(EmbeddingMatrix rows, CancellationToken cancellation)
    {
        var own = Cells.AssignAll(rows);
        var cells = Cells.AssignAll(Embeddings);
        var placement = new Placement(rows.Count) { Projections = Components.Project(rows, cancellation) };
        OverBlocks(rows, Cells.Centroids, (index, cosines) =>
        {
            var nearest = Neighbours.MaxExcept(cosines, own[index], out var cell);
            placement.Cells[index] = Math.Max(cell, 0);
            placement.CellDistances[index] = 1 - nearest;
        }, cancellation);
        OverBlocks(rows, Embeddings, (index, cosines) =>
        {
            // What is left out gets the least cosine, whose part in the sums is then taken off.
            const float Least = -1;
            var rest = cosines.ToArray();
            var left = rest.Length;
            for (var i = 0; i < rest.Length; i++)
            {
                if (cells[i] == own[index])
                {
                    rest[i] = Least;
                    left--;
                }
            }

            var without = rest.Length - left;
            placement.TailScores[index] = 1 - NthLargest(rest, -1, Neighbour);
            placement.Balls[index] = Balls.Holding(rest, Radii, SimilarityTolerance);
            placement.Centres[index] = (TensorPrimitives.Sum<float>(rest) - (without * Least)) / Math.Max(1, left);
            var kernels = KernelSums.SumRbf(rest, MedianSquaredDistance) - (without * KernelSums.SumRbf([Least], MedianSquaredDistance));
            placement.Kernels[index] = (float)(kernels / Math.Max(1, left));
        }, cancellation);
        return placement;
    }

    /// <summary>Rounding of a float cosine; two equal texts count as at distance 0.</summary>
    public const float SimilarityTolerance = 1e-6f;

    /// <summary>Takes a row of the left matrix and its cosines to all rows of the right one.</summary>
    internal delegate void RowAction(int index, ReadOnlySpan<float> cosines);

    /// <summary>Goes over the rows of the left matrix in parallel blocks, so that no matrix of all cosines is needed.</summary>
    internal static void OverBlocks(EmbeddingMatrix left, EmbeddingMatrix right, RowAction action, CancellationToken cancellation)
    {
        var blocks = (left.Count + BlockRows - 1) / BlockRows;
        using var packed = PackedRows.Of(right.Memory, right.Count, right.Dimension, cancellation);
        Parallel.For(0, blocks, ComputeThreads.Loop(cancellation), () => ArrayPool<float>.Shared.Rent(BlockRows * right.Count), (block, _, buffer) =>
        {
            var start = block * BlockRows;
            var count = Math.Min(BlockRows, left.Count - start);
            var rows = left.Values.Slice(start * left.Dimension, count * left.Dimension);
            packed.Multiply(rows, count, right.Count, buffer, right.Count);
            for (var i = 0; i < count; i++)
            {
                action(start + i, buffer.AsSpan(i * right.Count, right.Count));
            }

            return buffer;
        }, buffer => ArrayPool<float>.Shared.Return(buffer));
    }

    private static float NthLargest(ReadOnlySpan<float> cosines, int skip, int n)
    {
        Span<float> best = stackalloc float[n];
        Neighbours.LargestK(cosines, skip, best);
        return best[n - 1];
    }

    private static float MedianDistance(EmbeddingMatrix rows, ulong seed)
    {
        var random = new SeededRandom(seed, Streams.MedianDistance);
        var pairs = (int)Math.Min(MedianPairs, (long)rows.Count * (rows.Count - 1) / 2);
        var distances = new double[pairs];
        for (var p = 0; p < pairs; p++)
        {
            var i = random.NextInt(rows.Count);
            var j = random.NextInt(rows.Count - 1);
            j += j >= i ? 1 : 0;
            distances[p] = 2 - (2 * TensorPrimitives.Dot(rows.Row(i), rows.Row(j)));
        }

        // Identical samples have no scale; any positive one gives the same, correct kernels of 1.
        return (float)Math.Max(Quantiles.Median(distances), 1e-6);
    }

    // |sum|^2 = n + 2 sum of the pairs' cosines.
    private static double MeanPairCosine(EmbeddingMatrix rows)
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

        double n = rows.Count;
        return (TensorPrimitives.SumOfSquares<double>(sum) - n) / (n * (n - 1));
    }
}
