using Detector.Detection.Judging;
using Detector.Detection.Sequential;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Detector.Host.Storage;
using Prometheus;

namespace Detector.Host.Telemetry;

/// <summary>The metrics of monitors. All are set from the store at each scrape, so that every replica shows the same.</summary>
internal sealed class MonitorMetrics
{
    private readonly MonitorsOptions _options;
    private readonly List<LabelledGauge> _gauges = [];
    private readonly LabelledGauge _score;
    private readonly LabelledGauge _null;
    private readonly LabelledGauge _pValue;
    private readonly LabelledGauge _effect;
    private readonly LabelledGauge _evidence;
    private readonly LabelledGauge _alert;
    private readonly LabelledGauge _subsetEvidence;
    private readonly LabelledGauge _subsetAlert;
    private readonly LabelledGauge _subsetShare;
    private readonly LabelledGauge _verdict;
    private readonly LabelledGauge _signature;
    private readonly LabelledGauge _lastReport;
    private readonly LabelledGauge _lastSample;
    private readonly LabelledGauge _created;
    private readonly LabelledGauge _waiting;
    private readonly LabelledGauge _failed;
    private readonly LabelledGauge _burningIn;
    private readonly Gauge _monitors;
    private readonly Gauge _monitorsUnlisted;
    private readonly Gauge _subsetsUnlisted;
    private readonly Gauge _storeUp;
    private readonly Counter _samples;
    private readonly Counter _windows;
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    /// <summary>Registers the metrics.</summary>
    public MonitorMetrics(DetectorMetrics metrics, MonitorsOptions options)
    {
        _options = options;
        var factory = Metrics.WithCustomRegistry(metrics.Registry);
        _score = Labelled("detector_monitor_score", "Value of a metric in the last window.", "monitor", "metric");
        _null = Labelled("detector_monitor_null", "Quantiles of a metric in healthy windows of that size.", "monitor", "metric", "quantile");
        _pValue = Labelled("detector_monitor_p_value", "Probability that a healthy window is as bad in a metric.", "monitor", "metric");
        _effect = Labelled("detector_monitor_effect_ratio", "Size of the change of a metric towards worse in the last window.", "monitor", "metric");
        _evidence = Labelled("detector_monitor_log10_evidence", "log10 of the evidence against health over windows.", "monitor", "axis");
        _alert = Labelled("detector_monitor_alert_level", "Alert of an axis: 0 none, 1 warning, 2 page.", "monitor", "axis");
        _subsetEvidence = Labelled("detector_monitor_subset_log10_evidence", "log10 of the evidence that a label is lost.", "monitor", "subset");
        _subsetAlert = Labelled("detector_monitor_subset_alert_level", "Alert of a label: 0 none, 1 warning, 2 page.", "monitor", "subset");
        _subsetShare = Labelled("detector_monitor_subset_share", "Share of a label in the last window.", "monitor", "subset");
        _verdict = Labelled(
            "detector_monitor_verdict",
            "Verdict on the last window: 0 insufficient evidence, 1 healthy, 2 watch, 3 warning, 4 critical.",
            "monitor");
        _signature = Labelled("detector_monitor_signature", "1 when the last window shows a signature.", "monitor", "signature");
        _lastReport = Labelled("detector_monitor_last_report_timestamp_seconds", "When the last window was judged.", "monitor");
        _lastSample = Labelled("detector_monitor_last_sample_timestamp_seconds", "When samples came last.", "monitor");
        _created = Labelled("detector_monitor_created_timestamp_seconds", "When the monitor was created.", "monitor");
        _waiting = Labelled("detector_monitor_waiting_windows", "Windows closed and not judged.", "monitor");
        _failed = Labelled("detector_monitor_failed", "1 when windows cannot be judged at present.", "monitor");
        _burningIn = Labelled("detector_monitor_burning_in", "1 while the monitor gathers its reference.", "monitor");
        _monitors = factory.CreateGauge("detector_monitors", "Monitors in the store.");
        _monitorsUnlisted = factory.CreateGauge("detector_monitors_unlisted", "Monitors left out of /metrics, over Monitors:MetricMonitors.");
        _subsetsUnlisted = factory.CreateGauge("detector_subsets_unlisted", "Labels left out of /metrics, over Monitors:MetricSubsets.");
        _storeUp = factory.CreateGauge("detector_store_up", "1 when the store answered this scrape.");
        _samples = factory.CreateCounter("detector_samples_total", "Samples acknowledged, by monitor.", "monitor");
        _windows = factory.CreateCounter("detector_windows_total", "Windows judged, by verdict.", "monitor", "verdict");

        LabelledGauge Labelled(string name, string help, params string[] labels)
        {
            var gauge = new LabelledGauge(factory.CreateGauge(name, help, labels));
            _gauges.Add(gauge);
            return gauge;
        }
    }

    /// <summary>Notes that the store did not answer; all other figures stay as they were.</summary>
    public void SetAway() => _storeUp.Set(0);

    /// <summary>Shows some monitors; series of all others disappear.</summary>
    /// <param name="monitors">Those shown.</param>
    /// <param name="count">Number of all.</param>
    public void Set(IReadOnlyList<MonitorFigures> monitors, int count)
    {
        _storeUp.Set(1);
        _monitors.Set(count);
        _monitorsUnlisted.Set(count - monitors.Count);
        _subsetsUnlisted.Set(monitors.Sum(SetFigures));
        foreach (var gauge in _gauges)
        {
            gauge.RemoveOthers();
        }

        RemoveCounters(monitors.Select(figures => figures.Status.Monitor.Name).ToHashSet(StringComparer.Ordinal));
    }

    // Returns the number of labels left out.
    private int SetFigures(MonitorFigures figures)
    {
        var monitor = figures.Status.Monitor;
        SetState(monitor, figures.Status.WaitingWindows);
        SetCounters(monitor);
        foreach (var evidence in figures.Evidence.Where(evidence => evidence.Kind != EvidenceKind.Subset))
        {
            SetEvidence(_evidence, _alert, monitor.Name, evidence);
        }

        EvidenceFigure[] subsets = [.. figures.Evidence.Where(evidence => evidence.Kind == EvidenceKind.Subset)];
        foreach (var subset in subsets.Take(_options.MetricSubsets))
        {
            SetEvidence(_subsetEvidence, _subsetAlert, monitor.Name, subset);
        }

        if (figures.Report is { } report)
        {
            SetReport(monitor.Name, report);
        }

        return Math.Max(0, subsets.Length - _options.MetricSubsets);
    }

    private void SetState(StoredMonitor monitor, int waiting)
    {
        _created.Set(Seconds(monitor.CreateTime), monitor.Name);
        _waiting.Set(waiting, monitor.Name);
        _failed.Set(monitor.Failure.Length > 0 ? 1 : 0, monitor.Name);
        _burningIn.Set(monitor.State == MonitorState.BurningIn ? 1 : 0, monitor.Name);
        if (monitor.LastSampleTime is { } sampled)
        {
            _lastSample.Set(Seconds(sampled), monitor.Name);
        }

        if (monitor.JudgedTime is { } judged)
        {
            _lastReport.Set(Seconds(judged), monitor.Name);
        }

        if (monitor.Verdict is { } verdict)
        {
            _verdict.Set((int)verdict, monitor.Name);
        }
    }

    private void SetCounters(StoredMonitor monitor)
    {
        // A new monitor under an old name starts from nothing.
        if (_ids.TryGetValue(monitor.Name, out var id) && id != monitor.Id)
        {
            RemoveCounters(name => name == monitor.Name);
        }

        _ids[monitor.Name] = monitor.Id;
        _samples.WithLabels(monitor.Name).IncTo(monitor.Samples);
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            _windows.WithLabels(monitor.Name, Words.Snake(verdict)).IncTo(monitor.VerdictCounts.GetValueOrDefault(verdict));
        }
    }

    private void SetReport(string monitor, Report report)
    {
        foreach (var score in report.Scores)
        {
            if (score.Value is { } value)
            {
                _score.Set(value, monitor, score.Metric);
            }

            if (score is { Tested: true, Judgement: { } judgement })
            {
                _null.Set(judgement.NullP05, monitor, score.Metric, "0.05");
                _null.Set(judgement.NullMedian, monitor, score.Metric, "0.5");
                _null.Set(judgement.NullP95, monitor, score.Metric, "0.95");
                _pValue.Set(judgement.PValue, monitor, score.Metric);
                _effect.Set(Math.Max(0, judgement.Effect), monitor, score.Metric);
            }
        }

        var shown = report.Signatures.Select(signature => signature.Kind).ToHashSet();
        foreach (var kind in Enum.GetValues<SignatureKind>())
        {
            _signature.Set(shown.Contains(kind) ? 1 : 0, monitor, Words.Snake(kind));
        }

        foreach (var subset in report.Subsets.OrderByDescending(subset => subset.ReferenceShare).ThenBy(subset => subset.Subset, StringComparer.Ordinal)
            .Take(_options.MetricSubsets))
        {
            _subsetShare.Set(subset.Share, monitor, subset.Subset);
        }
    }

    private static void SetEvidence(LabelledGauge evidence, LabelledGauge alert, string monitor, EvidenceFigure figure)
    {
        alert.Set((int)figure.Alert, monitor, figure.Name);
        if (figure.Log10Evidence is { } log10)
        {
            evidence.Set(log10, monitor, figure.Name);
        }
    }

    private void RemoveCounters(HashSet<string> kept)
    {
        RemoveCounters(name => !kept.Contains(name));
        foreach (var name in _ids.Keys.Where(name => !kept.Contains(name)).ToArray())
        {
            _ids.Remove(name);
        }
    }

    private void RemoveCounters(Func<string, bool> gone)
    {
        foreach (var counter in (Counter[])[_samples, _windows])
        {
            foreach (var labels in counter.GetAllLabelValues().Where(labels => gone(labels[0])).ToArray())
            {
                counter.RemoveLabelled(labels);
            }
        }
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
