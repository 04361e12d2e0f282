using Detector.Detection.Samples;

namespace Detector.Host.Intake;

/// <summary>The samples of one call with their embeddings, one row per sample.</summary>
/// <param name="Samples">The samples, in the order of the call.</param>
/// <param name="Embeddings">Their embeddings.</param>
internal sealed record IntakeBatch(IReadOnlyList<Sample> Samples, EmbeddingMatrix Embeddings);
