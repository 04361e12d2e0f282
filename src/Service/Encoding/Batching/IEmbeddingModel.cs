namespace Detector.Encoding.Batching;

/// <summary>What the runners run: token ids to embeddings.</summary>
internal interface IEmbeddingModel : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimension { get; }

    /// <summary>Encodes inputs together. Calls may overlap.</summary>
    /// <param name="inputs">Token ids of each input.</param>
    /// <returns>Inputs x dimension floats, each row of unit length.</returns>
    float[] Run(IReadOnlyList<int[]> inputs);
}
