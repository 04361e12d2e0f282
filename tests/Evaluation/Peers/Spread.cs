using System.Numerics.Tensors;
using Detector.Detection.Samples;
using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Peers;

/// <summary>Figures of how spread embeddings are, as the peers take them: for the sample at hand, without correction for its size.</summary>
internal static class Spread
{
    /// <summary>Loss at which the peers' rules alarm.</summary>
    public const double Mark = 0.1;

    /// <summary>Mean of 1 - cos over pairs.</summary>
    public static double MeanDistance(EmbeddingMatrix rows)
    {
        double norm = TensorPrimitives.Norm<float>(Vectors.Mean(rows));
        var count = (double)rows.Count;
        return 1 - (((norm * norm * count) - 1) / (count - 1));
    }

    /// <summary>Vendi score of order 2 (Pasarkar and Dieng 2023): 1 / sum of the squared eigenvalues of K/n.</summary>
    /// <param name="products">All cosines, a square.</param>
    public static double VendiOfOrderTwo(float[] products) => products.Length / (double)TensorPrimitives.SumOfSquares<float>(products);

    /// <summary>A loss against the reference, as a reading.</summary>
    public static PeerReading Loss(double value, double reference)
    {
        var loss = 1 - (value / Math.Max(reference, 1e-12));
        return new PeerReading(loss, loss >= Mark);
    }
}
