using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Peers;

/// <summary>A batch beside a reference, with the products that several peers need.</summary>
internal sealed class PeerView
{
    private readonly Lazy<float[]> _products;
    private readonly Lazy<float[]> _crossProducts;

    /// <summary>Takes a batch.</summary>
    public PeerView(PeerGround ground, Batch batch)
    {
        Ground = ground;
        Batch = batch;
        _products = new(() => Vectors.Products(batch.Embeddings, batch.Embeddings));
        _crossProducts = new(() => Vectors.Products(batch.Embeddings, ground.Sample.Embeddings));
    }

    /// <summary>The reference.</summary>
    public PeerGround Ground { get; }

    /// <summary>The batch.</summary>
    public Batch Batch { get; }

    /// <summary>Cosines within the batch.</summary>
    public float[] Products => _products.Value;

    /// <summary>Cosines between the batch and the reference's samples, batch by row.</summary>
    public float[] CrossProducts => _crossProducts.Value;
}
