namespace Detector.Encoding.Encoder;

/// <summary>A text as inputs of the model: one, or several if it is longer than the model takes.</summary>
/// <param name="Chunks">Token ids of each input, special ones included.</param>
/// <param name="Weights">Tokens of the text itself in each input.</param>
internal sealed record ChunkedText(IReadOnlyList<int[]> Chunks, IReadOnlyList<int> Weights);
