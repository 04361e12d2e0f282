using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Evaluation.Data;
using Detector.Evaluation.Peers;

namespace Detector.Evaluation.Benches;

/// <summary>A reference with outputs of the same healthy source that it does not hold.</summary>
internal sealed class Bench
{
    private const int TailNeighbour = 5;
    private readonly ConcurrentDictionary<int, Lazy<PeerGround>> _grounds = new();
    private readonly Lazy<Batch> _byNeighbour;
    private readonly Lazy<Batch> _byCentroid;

    /// <summary>Fits the reference.</summary>
    /// <param name="name">Name of the bench.</param>
    /// <param name="parts">What is known, and what is fresh.</param>
    public Bench(string name, BenchParts parts)
    {
        Name = name;
        Parts = parts;
        Reference = ReferenceDistribution.Fit(
            parts.Known.Samples, parts.Known.Embeddings, new ReferenceOptions(), progress: null, CancellationToken.None);
        _byNeighbour = new(() => InwardsFirst(row => NeighbourDistance(Fresh.Embeddings.Row(row))));
        var centre = Vectors.Mean(parts.Known.Embeddings);
        _byCentroid = new(() => InwardsFirst(row => TensorPrimitives.Distance(Fresh.Embeddings.Row(row), centre)));
    }

    /// <summary>Name of the bench.</summary>
    public string Name { get; }

    /// <summary>What it is made of.</summary>
    public BenchParts Parts { get; }

    /// <summary>The reference, fitted on <see cref="Known"/>.</summary>
    public ReferenceDistribution Reference { get; }

    /// <summary>The samples of the reference.</summary>
    public Batch Known => Parts.Known;

    /// <summary>Healthy samples that the reference does not hold.</summary>
    public Batch Fresh => Parts.Fresh;

    /// <summary>The fresh samples, those nearest to their 5th neighbour in the reference first.</summary>
    public Batch FreshByNeighbour => _byNeighbour.Value;

    /// <summary>The fresh samples, those nearest to the reference's centroid first.</summary>
    public Batch FreshByCentroid => _byCentroid.Value;

    /// <summary>What the peers know of the reference for batches of a size.</summary>
    public PeerGround GroundFor(int size) => _grounds.GetOrAdd(size, key => new Lazy<PeerGround>(() => new PeerGround(this, key))).Value;

    /// <summary>A healthy batch.</summary>
    public Batch DrawHealthy(int size, Random random) => Parts.Draw?.Invoke(size, 1, random) ?? Fresh.Draw(size, random);

    private Batch InwardsFirst(Func<int, float> outwardness)
    {
        var keys = new float[Fresh.Count];
        Parallel.For(0, keys.Length, row => keys[row] = outwardness(row));
        int[] rows = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, rows);
        return Fresh.Gather(rows);
    }

    private float NeighbourDistance(ReadOnlySpan<float> row)
    {
        Span<float> nearest = stackalloc float[TailNeighbour];
        nearest.Fill(float.NegativeInfinity);
        for (var i = 0; i < Known.Count; i++)
        {
            var cosine = TensorPrimitives.Dot(row, Known.Embeddings.Row(i));
            if (cosine > nearest[0])
            {
                nearest[0] = cosine;
                nearest.Sort();
            }
        }

        return 1 - nearest[0];
    }
}
