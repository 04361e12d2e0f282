using System.Runtime.CompilerServices;
using Detector.Detection.Samples;
using Detector.Host.Errors;
using Detector.Host.Intake;
using Detector.Host.Options;
using Detector.Host.Storage;

namespace Detector.Host.Monitoring;

/// <summary>Finds, lists and follows the reports of monitors.</summary>
internal sealed class ReportLibrary(IMonitorStore store, MonitorsOptions options, MonitorSignals signals)
{
    private const int Part = 50;
    private readonly CallLimit _watchers = new(options.Watchers, "Monitors:Watchers");

    /// <summary>Admits one who watches, until the result is disposed.</summary>
    /// <exception cref="ServiceException">QueueFull: too many watch already.</exception>
    public IDisposable AdmitWatcher() => _watchers.Admit();

    /// <summary>Lists reports, the newest first, and whether there are more after them.</summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="before">Only windows before this number.</param>
    /// <param name="limit">Most to return.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="ServiceException">MonitorNotFound, or StoreCorrupt when a report is damaged.</exception>
    public async Task<(IReadOnlyList<JudgedReport> Page, bool More)> ListAsync(
        string monitor, long before, int limit, CancellationToken cancellation)
    {
        var found = await store.ListReportsAsync(monitor, 0, before, newestFirst: true, limit + 1, cancellation);
        return ([.. found.Take(limit).Select(report => Read(monitor, report))], found.Count > limit);
    }

    /// <summary>Finds the report of a window.</summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="window">Number of the window; 0 for the last one judged.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="ServiceException">MonitorNotFound, ReportNotFound, or StoreCorrupt when the report is damaged.</exception>
    public async Task<JudgedReport> GetAsync(string monitor, long window, CancellationToken cancellation)
    {
        var (after, before) = window == 0 ? (0, long.MaxValue) : (window - 1, window + 1);
        return (await store.ListReportsAsync(monitor, after, before, newestFirst: true, 1, cancellation)) is [var found]
            ? Read(monitor, found)
            : throw StoreRefusals.ReportNotFound(monitor, window);
    }

    /// <summary>The samples of a judged window; empty when they were not kept.</summary>
    public Task<IReadOnlyList<Sample>> ReadSamplesAsync(JudgedReport report, CancellationToken cancellation) =>
        store.ReadSamplesAsync(report.Window, cancellation);

    /// <summary>Returns reports as they are made, in the order of their windows, until it is given up.</summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="after">Only windows after this number; null for those judged from now on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ServiceException">MonitorNotFound, or StoreCorrupt when a report is damaged.</exception>
    public async IAsyncEnumerable<JudgedReport> WatchAsync(
        string monitor, long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var status = await store.FindAsync(monitor, cancellation) ?? throw StoreRefusals.MonitorNotFound(monitor);
        var last = after ?? status.Monitor.JudgedWindow;
        while (true)
        {
            var judged = signals.Judged.Next;
            var found = await store.ListReportsAsync(monitor, last, long.MaxValue, newestFirst: false, Part, cancellation);
            foreach (var report in found)
            {
                last = report.Window.Number;
                yield return Read(monitor, report);
            }

            if (found.Count < Part)
            {
                await WakeUp.WaitAsync(judged, TimeSpan.FromMilliseconds(options.PollMilliseconds), cancellation);
            }
        }
    }

    private static JudgedReport Read(string monitor, StoredReport stored)
    {
        try
        {
            return new JudgedReport(monitor, stored.Window, stored.Time, WindowReportFormat.Read(stored.Content));
        }
        catch (InvalidDataException exception)
        {
            throw new ServiceException(
                ErrorReason.StoreCorrupt, $"The report on window {stored.Window.Number} of the monitor '{monitor}' is damaged: {exception.Message}", exception);
        }
    }
}
