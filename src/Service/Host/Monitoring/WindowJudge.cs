using Detector.Detection.Judging;
using Detector.Detection.Sequential;
using Detector.Encoding;
using Detector.Host.Intake;
using Detector.Host.References;
using Detector.Host.Scoring;
using Detector.Host.Storage;
using Detector.Host.Telemetry;
using Prometheus;

namespace Detector.Host.Monitoring;

/// <summary>Judges one window: encodes its samples, scores them against the reference, and adds what they show to the evidence.</summary>
internal sealed class WindowJudge(ReferenceLibrary references, SampleIntake intake, ITextEncoder encoder, DetectorMetrics metrics)
{
    /// <summary>Judges the window of a task.</summary>
    /// <param name="task">The window with its samples and the monitor as it was before.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="Errors.ServiceException">
    /// ReferenceNotFound, ReferenceCalibrating, ReferenceFailed, ReferenceOutdated, EncoderMismatch or a fault of the store.
    /// </exception>
    public async Task<JudgedWindow> JudgeAsync(JudgingTask task, CancellationToken cancellation)
    {
        using var timer = metrics.JudgeSeconds.NewTimer();
        using var span = Traces.Source.StartActivity("judge window");
        var monitor = task.Monitor;
        span?.SetTag("detector.monitor", monitor.Name).SetTag("detector.window", task.Windows[0].Number);
        var reference = await references.LoadAsync(monitor.ReferenceName, cancellation);
        EncoderCheck.Require(encoder.Description, reference.Stored);
        var batch = await intake.ReadAsync(new[] { task.Samples }.ToAsyncEnumerable(), cancellation);
        return await Task.Factory.StartNew(
            () => Judge(task, reference, batch, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private JudgedWindow Judge(JudgingTask task, LoadedReference reference, IntakeBatch batch, CancellationToken cancellation)
    {
        var (monitor, window) = (task.Monitor, task.Windows[0]);
        var judging = new JudgeOptions { Thresholds = monitor.Settings.Thresholds, Observer = metrics.StartAxisTimer() };
        var report = Detection.Judging.Judge.Score(reference.Distribution, batch.Samples, batch.Embeddings, judging, cancellation);
        var options = monitor.Settings.Evidence.ToOptions();
        var step = MonitorJudge.Advance(
            EvidenceOf(monitor, reference, options), WindowObservation.Of(window.Number, report, reference.Distribution.NullCount), options);
        var content = new WindowReport(
            ReportSource.Of(reference.Stored, judging),
            report,
            EvidenceFigure.Of(step.State),
            [.. step.Transitions.Select(AlertChange.Of)],
            WindowMap.Of(reference, batch.Embeddings));
        using var evidence = new MemoryStream();
        step.State.Write(evidence);
        return new JudgedWindow(report.Verdict, WindowReportFormat.Write(content), evidence.ToArray());
    }

    private static MonitorEvidence EvidenceOf(StoredMonitor monitor, LoadedReference reference, EvidenceOptions options) =>
        MonitorEvidenceReader.Read(monitor.Evidence) ?? MonitorEvidence.Start(reference.Distribution.Subsets, options, monitor.Seed);
}
