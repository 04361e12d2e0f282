namespace Detector.Encoding;

/// <summary>Turns texts into unit vectors. Safe for concurrent calls, which share the machine fairly.</summary>
public interface ITextEncoder : IAsyncDisposable
{
    /// <summary>What the encoder is.</summary>
    EncoderDescription Description { get; }

    /// <summary>Padded tokens waiting to be encoded.</summary>
    long QueuedTokens { get; }

    /// <summary>Encodes texts. A text's embedding does not depend on the texts it is encoded with.</summary>
    /// <param name="texts">The texts, valid UTF-16.</param>
    /// <param name="cancellation">Gives the call up; work not yet started for it is dropped.</param>
    /// <returns>texts.Count x dimension floats, row by row, each row of unit length.</returns>
    /// <exception cref="EncoderQueueFullException">More tokens wait than the queue holds; try again later.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was shut down.</exception>
    Task<float[]> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellation);
}
