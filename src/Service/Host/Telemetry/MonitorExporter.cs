using Detector.Detection.Judging;
using Detector.Detection.Sequential;
using Detector.Host.Errors;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Detector.Host.Storage;

namespace Detector.Host.Telemetry;

/// <summary>
/// Reads the monitors from the store at each scrape. Evidence and reports are read again only where they have changed.
/// </summary>
internal sealed class MonitorExporter(IMonitorStore store, DetectorMetrics metrics, MonitorMetrics monitors, MonitorsOptions options) : IDisposable
{
    private static readonly IReadOnlyList<EvidenceFigure> NoEvidence =
        [.. EvidenceKey.Judged.Select(key => new EvidenceFigure(key.Kind, key.Name, null, AlertLevel.None, 0))];

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<long, (long Revision, IReadOnlyList<EvidenceFigure> Evidence, Report? Report)> _known = [];

    /// <summary>Has every scrape read the store.</summary>
    public void Start() => metrics.Registry.AddBeforeCollectCallback(RefreshAsync);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Run(() => ReadAsync(cancellation), cancellation).WaitAsync(DetectorMetrics.Patience, cancellation);
        }
        catch (Exception exception) when (exception is ServiceException or TimeoutException)
        {
            // A store in trouble must not hide the other figures.
            monitors.SetAway();
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var listed = await store.ListAsync("", options.MetricMonitors, cancellation);
            var count = listed.Count < options.MetricMonitors ? listed.Count : await store.CountAsync(cancellation);
            List<MonitorFigures> figures = [];
            foreach (var status in listed)
            {
                figures.Add(await FiguresAsync(status, cancellation));
            }

            foreach (var id in _known.Keys.Except(listed.Select(status => status.Monitor.Id)).ToArray())
            {
                _known.Remove(id);
            }

            monitors.Set(figures, count);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<MonitorFigures> FiguresAsync(MonitorStatus status, CancellationToken cancellation)
    {
        var monitor = status.Monitor;
        if (!_known.TryGetValue(monitor.Id, out var known) || known.Revision != monitor.Revision)
        {
            known = (monitor.Revision, ReadEvidence(monitor), await ReadReportAsync(monitor, cancellation));
            _known[monitor.Id] = known;
        }

        return new MonitorFigures(status, known.Evidence, known.Report);
    }

    // What is damaged is told to who asks for it; a scrape shows what there is.
    private static IReadOnlyList<EvidenceFigure> ReadEvidence(StoredMonitor monitor)
    {
        try
        {
            return MonitorEvidenceReader.Read(monitor.Evidence) is { } evidence ? EvidenceFigure.Of(evidence) : NoEvidence;
        }
        catch (InvalidDataException)
        {
            return NoEvidence;
        }
    }

    private async Task<Report?> ReadReportAsync(StoredMonitor monitor, CancellationToken cancellation)
    {
        try
        {
            return monitor.Verdict is not null
                && await store.ListReportsAsync(monitor.Name, monitor.JudgedWindow - 1, monitor.JudgedWindow + 1, true, 1, cancellation) is [var stored]
                    ? WindowReportFormat.Read(stored.Content).Report
                    : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or ServiceException { Reason: ErrorReason.MonitorNotFound })
        {
            return null;
        }
    }
}
