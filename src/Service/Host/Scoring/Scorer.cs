using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Encoding;
using Detector.Host.Intake;
using Detector.Host.Options;
using Detector.Host.References;
using Detector.Host.Telemetry;
using Prometheus;

namespace Detector.Host.Scoring;

/// <summary>Scores batches: loads the reference, encodes while the samples arrive, measures and judges. Nothing is stored.</summary>
internal sealed class Scorer(
    ReferenceLibrary references, SampleIntake intake, ITextEncoder encoder, ScoringOptions options, DetectorMetrics metrics) : IDisposable
{
    private readonly CallLimit _calls = new(options.Calls, "Scoring:Calls");
    private readonly ComputeSlots _scores = new(options.ConcurrentScores == 0 ? Environment.ProcessorCount : options.ConcurrentScores);

    /// <summary>Scores one batch.</summary>
    /// <param name="name">The reference's name.</param>
    /// <param name="parts">The samples as they arrive, checked, at least one.</param>
    /// <param name="judging">How to judge.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="Errors.ServiceException">ReferenceNotFound, ReferenceCalibrating, ReferenceFailed, EncoderMismatch, QueueFull or a fault of the store.</exception>
    public async Task<ScoredBatch> ScoreAsync(
        string name, IAsyncEnumerable<IReadOnlyList<Sample>> parts, JudgeOptions judging, CancellationToken cancellation)
    {
        var (batch, _) = await ScoreAsync(name, parts, judging, static (_, _, _) => true, "score", cancellation);
        return batch;
    }

    /// <summary>Scores one batch, and computes more of it in the same turn.</summary>
    /// <param name="name">The reference's name.</param>
    /// <param name="parts">The samples as they arrive, checked, at least one.</param>
    /// <param name="judging">How to judge.</param>
    /// <param name="more">What else to compute.</param>
    /// <param name="operation">What the samples are counted under.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="Errors.ServiceException">As for a score.</exception>
    public async Task<(ScoredBatch Batch, T More)> ScoreAsync<T>(
        string name,
        IAsyncEnumerable<IReadOnlyList<Sample>> parts,
        JudgeOptions judging,
        Func<ReferenceDistribution, IntakeBatch, Report, T> more,
        string operation,
        CancellationToken cancellation)
    {
        using var admission = _calls.Admit();
        using var timer = metrics.ScoreSeconds.NewTimer();
        var reference = await references.LoadAsync(name, cancellation);
        EncoderCheck.Require(encoder.Description, reference.Stored);
        var batch = await intake.ReadAsync(parts, cancellation);
        var observed = judging with { Observer = metrics.StartAxisTimer() };
        using var span = Traces.Source.StartActivity("score");
        span?.SetTag("detector.reference", name).SetTag("detector.samples", batch.Samples.Count);
        var (report, also) = await _scores.RunAsync(
            () =>
            {
                var judged = Judge.Score(reference.Distribution, batch.Samples, batch.Embeddings, observed, cancellation);
                return (judged, more(reference.Distribution, batch, judged));
            },
            cancellation);
        metrics.CountSamples(operation, batch.Samples.Count);
        metrics.CountReport(report.Verdict);
        return (new ScoredBatch(reference.Stored, batch.Samples, judging, report), also);
    }

    /// <inheritdoc/>
    public void Dispose() => _scores.Dispose();
}
