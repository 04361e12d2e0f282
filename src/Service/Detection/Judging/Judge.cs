using Detector.Detection.Calibration;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>Measures and judges a batch: a pure function of reference, samples and seed.</summary>
public static class Judge
{
    /// <summary>Judges one batch.</summary>
    /// <param name="reference">What it is compared with.</param>
    /// <param name="samples">The batch, at least one sample.</param>
    /// <param name="embeddings">Its embeddings, one row per sample, same dimension as the reference's.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">Counts or dimensions do not fit, or a metric's name is unknown.</exception>
    public static Report Score(
        ReferenceDistribution reference,
        IReadOnlyList<Sample> samples,
        EmbeddingMatrix embeddings,
        JudgeOptions options,
        CancellationToken cancellation) => throw new NotImplementedException();
}
