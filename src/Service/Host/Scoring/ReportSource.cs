using Detector.Detection.Judging;
using Detector.Host.Storage;

namespace Detector.Host.Scoring;

/// <summary>What a report refers to.</summary>
/// <param name="Reference">Name of the reference.</param>
/// <param name="EncoderName">Name of the encoder.</param>
/// <param name="EncoderFingerprint">Its fingerprint.</param>
/// <param name="Dimension">Length of its embeddings.</param>
/// <param name="MaxTokens">Its longest input in tokens.</param>
/// <param name="Seed">Seed of what was drawn at random.</param>
/// <param name="Significance">Level of the adjusted p-values.</param>
internal sealed record ReportSource(
    string Reference, string EncoderName, string EncoderFingerprint, int Dimension, int MaxTokens, ulong Seed, double Significance)
{
    /// <summary>What the report of a batch refers to.</summary>
    public static ReportSource Of(StoredReference reference, JudgeOptions options) => new(
        reference.Name,
        reference.EncoderName,
        reference.EncoderFingerprint,
        reference.Dimension,
        reference.MaxTokens,
        options.Seed,
        options.Thresholds.Significance);
}
