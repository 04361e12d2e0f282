namespace Detector.Encoding.Batching;

/// <summary>What the runners run: token ids to embeddings.</summary>
internal interface IEmbeddingModel : IDisposable
{
    /// <summary>Length of an embedding.</summary>
    int Dimension { get; }

    /// <summary>
    /// True if an input's embedding has the same bits whatever it is encoded with. Then calls may share runs, and a call's result still
    /// depends on nothing but the call.
    /// </summary>
    bool IsBatchInvariant { get; }

    /// <summary>Encodes inputs together. Calls may overlap.</summary>
    /// <param name="inputs">The inputs, at least one.</param>
    /// <param name="embeddings">Receives inputs x dimension floats, each row of unit length.</param>
    /// <exception cref="InvalidOperationException">The model gave a value that is not finite.</exception>
    void Run(IModelInputs inputs, Span<float> embeddings);
}
