using System.Runtime.CompilerServices;
using Detector.Client.Calls;
using Detector.V1;

namespace Detector.Client;

/// <content>The calls that read the reports of monitors.</content>
public sealed partial class DetectorClient
{
    /// <summary>Lists the reports of a monitor, the newest first. Pages are fetched as the sequence is read.</summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="pageSize">Reports per page, 1 to 1000; 0 for the server's default.</param>
    /// <param name="full">Whole reports, instead of verdict, reasons and signatures.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="DetectorException">NOT_FOUND, or as for any call.</exception>
    public IAsyncEnumerable<MonitorReport> ListReportsAsync(
        string monitor, int pageSize = 0, bool full = false, CancellationToken cancellationToken = default) => Pages.ReadAsync(
            (token, cancellation) => _runner.RunAsync(
                async o => await _monitors.ListReportsAsync(
                    new ListReportsRequest { Monitor = monitor, PageSize = pageSize, PageToken = token, Full = full }, o),
                null,
                cancellation),
            page => page.Reports,
            page => page.NextPageToken,
            cancellationToken);

    /// <summary>Returns the report of one window.</summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="window">Number of the window, from 1; 0 for the last one that was judged.</param>
    /// <param name="includeSamples">Return the samples as well, when the monitor keeps them.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="DetectorException">NOT_FOUND for the monitor, the window or its report, or as for any call.</exception>
    public async Task<MonitorReport> GetReportAsync(
        string monitor, long window = 0, bool includeSamples = false, CancellationToken cancellationToken = default)
    {
        var request = new GetReportRequest { Monitor = monitor, Window = window, IncludeSamples = includeSamples };
        return (await _runner.RunAsync(async o => await _monitors.GetReportAsync(request, o), null, cancellationToken)).Report;
    }

    /// <summary>
    /// Gives the reports of a monitor as they are made, in the order of its windows, until the caller stops. A connection that breaks
    /// is reopened as the retry policy says; no report is missed and none comes twice.
    /// </summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="afterWindow">Number of the window after which to start, 0 for all that are kept; null for new reports only.</param>
    /// <param name="full">Whole reports, instead of verdict, reasons and signatures.</param>
    /// <param name="interruptions">Told why the connection was lost, before each attempt to reopen it. Optional.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="DetectorException">NOT_FOUND, also when the monitor is deleted meanwhile, or as for any call.</exception>
    public async IAsyncEnumerable<MonitorReport> WatchReportsAsync(
        string monitor,
        long? afterWindow = null,
        bool full = false,
        IProgress<DetectorException>? interruptions = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Also when a window is given: an unknown monitor or a service that is not there shows at once.
        var last = (await GetMonitorAsync(monitor, cancellationToken)).LastWindow;
        var watch = new ReportWatch(_options, _address, Open, interruptions);
        await foreach (var report in watch.RunAsync(afterWindow ?? last, cancellationToken))
        {
            yield return report;
        }

        Grpc.Core.AsyncServerStreamingCall<WatchReportsResponse> Open(long after, Grpc.Core.CallOptions callOptions) =>
            _monitors.WatchReports(new WatchReportsRequest { Monitor = monitor, AfterWindow = after, Full = full }, callOptions);
    }
}
