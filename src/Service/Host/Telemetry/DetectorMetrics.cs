using Detector.Detection.Judging;
using Detector.Encoding;
using Detector.Host.Errors;
using Detector.Host.Security;
using Prometheus;

namespace Detector.Host.Telemetry;

/// <summary>Every metric of the service, in a registry of its own so that two services in one process stay apart.</summary>
internal sealed class DetectorMetrics
{
    /// <summary>Longest that a scrape waits for the store, twice.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly double[] EncodeBuckets = Histogram.ExponentialBuckets(0.001, 2, 17);
    private static readonly double[] RunBuckets = Histogram.ExponentialBuckets(8, 2, 13);
    private static readonly double[] MeasureBuckets = Histogram.ExponentialBuckets(0.0005, 2, 18);
    private static readonly double[] CallBuckets = Histogram.ExponentialBuckets(0.005, 2, 17);

    private readonly Counter _samples;
    private readonly Counter _rejected;
    private readonly Counter _reports;
    private readonly Gauge _buildInfo;
    private readonly Gauge _references;
    private readonly Gauge _calibrating;
    private readonly Gauge _queueSamples;
    private readonly Gauge _staleFiles;
    private readonly Histogram _measure;
    private readonly Histogram _runTokens;
    private readonly Counter _padding;

    /// <summary>Registers the metrics.</summary>
    public DetectorMetrics()
    {
        var factory = Metrics.WithCustomRegistry(Registry);
        _samples = factory.CreateCounter(
            "detector_accepted_samples_total", "Samples accepted, by operation (create_reference, score, curate).", "operation");
        _rejected = factory.CreateCounter("detector_rejected_total", "Calls that ended with an error, by reason.", "reason");
        _reports = factory.CreateCounter("detector_reports_total", "Reports returned, by verdict.", "verdict");
        _references = factory.CreateGauge("detector_references", "References in the store.");
        _buildInfo = factory.CreateGauge(
            "detector_build_info", "Always 1; the labels say what runs.", "version", "encoder", "fingerprint");
        EncodeSeconds = factory.CreateHistogram(
            "detector_encode_seconds", "Seconds to encode one slice of a batch, waiting included.", Buckets(EncodeBuckets));
        _runTokens = factory.CreateHistogram(
            "detector_encoder_batch_tokens", "Tokens of one run of the encoder's model, padding included.", Buckets(RunBuckets));
        _padding = factory.CreateCounter("detector_encoder_padding_tokens_total", "Tokens of padding that the encoder's model ran on.");
        JudgeSeconds = factory.CreateHistogram(
            "detector_judge_seconds", "Seconds to judge one window of a monitor, from its claim to its report.", Buckets(CallBuckets));
        _measure = factory.CreateHistogram(
            "detector_measure_seconds", "Seconds to measure one axis of a batch.", ["axis"], Buckets(MeasureBuckets));
        ScoreSeconds = factory.CreateHistogram(
            "detector_score_seconds", "Seconds from the header or batch of a scoring call to its report.", Buckets(CallBuckets));
        CreateReferenceSeconds = factory.CreateHistogram(
            "detector_create_reference_seconds", "Seconds from the header of a reference until it is fitted and durable.", Buckets(CallBuckets));
        CalibrationSeconds = factory.CreateHistogram(
            "detector_calibration_seconds",
            "Seconds from the start of a calibration until its reference is ready; neither the wait before it nor calibrations that ended otherwise count.",
            Buckets(CallBuckets));
        _calibrating = factory.CreateGauge(
            "detector_references_calibrating", "References whose calibration runs or waits in this process.");
        QueueTokens = factory.CreateGauge("detector_encoder_queue_tokens", "Tokens that wait to be encoded.");
        _staleFiles = factory.CreateGauge(
            "detector_stale_files", "Keys files and certificates that changed and cannot be used; what was read before is in use.");
        _queueSamples = factory.CreateGauge("detector_observe_queue_samples", "Observed samples that wait to be stored.");

        foreach (var reason in Enum.GetValues<ErrorReason>())
        {
            _rejected.WithLabels(Words.Capitals(reason));
        }

        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            _reports.WithLabels(Words.Snake(verdict));
        }
    }

    /// <summary>What /metrics shows.</summary>
    public CollectorRegistry Registry { get; } = Metrics.NewCustomRegistry();

    /// <summary>Seconds to encode one slice of a batch.</summary>
    public Histogram EncodeSeconds { get; }

    /// <summary>Seconds to judge one window.</summary>
    public Histogram JudgeSeconds { get; }

    /// <summary>Seconds of one scoring call.</summary>
    public Histogram ScoreSeconds { get; }

    /// <summary>Seconds of one CreateReference call.</summary>
    public Histogram CreateReferenceSeconds { get; }

    /// <summary>Seconds of one calibration that made a reference ready.</summary>
    public Histogram CalibrationSeconds { get; }

    /// <summary>Tokens that wait to be encoded.</summary>
    public Gauge QueueTokens { get; }

    /// <summary>Counts samples accepted by an operation.</summary>
    public void CountSamples(string operation, int count) => _samples.WithLabels(operation).Inc(count);

    /// <summary>Counts a call that ended with an error.</summary>
    public void CountRejected(ErrorReason reason) => _rejected.WithLabels(Words.Capitals(reason)).Inc();

    /// <summary>Counts a report.</summary>
    public void CountReport(Verdict verdict) => _reports.WithLabels(Words.Snake(verdict)).Inc();

    /// <summary>Counts a run of the encoder's model.</summary>
    public void CountRun(ModelRun run)
    {
        _runTokens.Observe(run.PaddedTokens);
        _padding.Inc(run.PaddedTokens - run.Tokens);
    }

    /// <summary>Times the axes of one batch.</summary>
    public AxisTimer StartAxisTimer() => new(_measure);

    /// <summary>Says what runs, and asks for the figures that are read at every scrape.</summary>
    public void Describe(
        string version,
        ITextEncoder encoder,
        Func<CancellationToken, Task<int>> countReferences,
        Func<int> countCalibrations,
        Func<int> countQueuedSamples)
    {
        var description = encoder.Description;
        _buildInfo.WithLabels(version, description.Name, description.Fingerprint).Set(1);
        Registry.AddBeforeCollectCallback(() => QueueTokens.Set(encoder.QueuedTokens));
        Registry.AddBeforeCollectCallback(() => _calibrating.Set(countCalibrations()));
        Registry.AddBeforeCollectCallback(() => _queueSamples.Set(countQueuedSamples()));
        Registry.AddBeforeCollectCallback(cancellation => CountReferencesAsync(countReferences, cancellation));
    }

    /// <summary>Tells of keys and certificates.</summary>
    /// <param name="files">Their files.</param>
    /// <param name="expires">When the service's certificate ends; null without one.</param>
    public void DescribeFiles(IReadOnlyList<IWatchedFiles> files, Func<DateTime?> expires)
    {
        Registry.AddBeforeCollectCallback(() => _staleFiles.Set(files.Count(file => file.Stale)));
        if (expires() is not null)
        {
            var gauge = Metrics.WithCustomRegistry(Registry).CreateGauge(
                "detector_tls_certificate_expiry_timestamp_seconds", "When the service's certificate ends.");
            Registry.AddBeforeCollectCallback(() => gauge.Set(new DateTimeOffset(expires()!.Value).ToUnixTimeSeconds()));
        }
    }

    // A store in trouble must not hide the other figures; the gauge keeps its last value.
    private async Task CountReferencesAsync(Func<CancellationToken, Task<int>> countReferences, CancellationToken cancellation)
    {
        try
        {
            _references.Set(await countReferences(cancellation).WaitAsync(Patience, cancellation));
        }
        catch (TimeoutException)
        {
        }
        catch (ServiceException fault)
        {
            CountRejected(fault.Reason);
        }
    }

    private static HistogramConfiguration Buckets(double[] bounds) => new() { Buckets = bounds };
}
