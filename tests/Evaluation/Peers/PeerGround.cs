using System.Numerics.Tensors;
using Detector.Detection.Samples;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Peers;

/// <summary>What the peers know of a reference for batches of one size: as many of its samples, and figures of them.</summary>
internal sealed class PeerGround
{
    private const int Draws = 200;

    /// <summary>Prepares the peers.</summary>
    /// <param name="bench">The reference.</param>
    /// <param name="size">Samples of a batch.</param>
    public PeerGround(Bench bench, int size)
    {
        var random = Seeds.For("peers", bench.Name, size);
        Sample = bench.Known.Draw(Math.Min(size, bench.Known.Count), random);
        Products = Vectors.Products(Sample.Embeddings, Sample.Embeddings);
        BandwidthSquared = MedianSquaredDistance(Products, Sample.Count);
        MeanDistance = Spread.MeanDistance(Sample.Embeddings);
        Vendi = Spread.VendiOfOrderTwo(Products);
        Distinct = DistinctWords.Of(Sample.Samples);
        Centroid = Vectors.Mean(bench.Known.Embeddings);
        var shifts = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            shifts[draw] = Shift(bench.Known.Draw(Sample.Count, random).Embeddings);
        }

        ShiftMean = shifts.Average();
        ShiftDeviation = Math.Sqrt(shifts.Sum(shift => (shift - ShiftMean) * (shift - ShiftMean)) / (Draws - 1));
    }

    /// <summary>Samples of the reference, as many as the batch has where it has so many.</summary>
    public Batch Sample { get; }

    /// <summary>Cosines between them.</summary>
    public float[] Products { get; }

    /// <summary>Median squared distance between them.</summary>
    public float BandwidthSquared { get; }

    /// <summary>Their mean cosine distance.</summary>
    public double MeanDistance { get; }

    /// <summary>Their Vendi score of order 2.</summary>
    public double Vendi { get; }

    /// <summary>Their distinct-1 and distinct-2.</summary>
    public double[] Distinct { get; }

    /// <summary>Mean embedding of the reference.</summary>
    public float[] Centroid { get; }

    /// <summary>Mean of <see cref="Shift"/> over batches drawn from the reference.</summary>
    public double ShiftMean { get; }

    /// <summary>Its standard deviation.</summary>
    public double ShiftDeviation { get; }

    /// <summary>Distance of a batch's mean embedding from the reference's.</summary>
    public double Shift(EmbeddingMatrix rows) => TensorPrimitives.Distance(Vectors.Mean(rows), Centroid);

    private static float MedianSquaredDistance(float[] products, int count)
    {
        var distances = new float[count * (count - 1) / 2];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                distances[at++] = 2 - (2 * products[(i * count) + j]);
            }
        }

        Array.Sort(distances);
        // Identical points have no bandwidth; any will do.
        return Math.Max(distances[distances.Length / 2], 1e-6f);
    }
}
