namespace Detector.Encoding;

/// <summary>What an encoder is.</summary>
/// <param name="Name">Its name from encoder.json.</param>
/// <param name="Fingerprint">Hash of its files, lower-case hexadecimal; marks an embedding space.</param>
/// <param name="Dimension">Length of its embeddings.</param>
/// <param name="MaxTokens">Longest input in tokens; longer texts are split at sentence ends and averaged.</param>
public sealed record EncoderDescription(string Name, string Fingerprint, int Dimension, int MaxTokens);
