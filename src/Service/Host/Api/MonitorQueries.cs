using System.Globalization;
using Detector.Host.Errors;
using Detector.Host.Monitoring;

namespace Detector.Host.Api;

/// <summary>Answers what is asked about monitors and their reports, over gRPC and as JSON.</summary>
internal sealed class MonitorQueries(MonitorLibrary monitors, ReportLibrary reports)
{
    /// <summary>Answers GetMonitor.</summary>
    /// <exception cref="ServiceException">MissingField, InvalidName, MonitorNotFound or a fault of the store.</exception>
    public async Task<V1.GetMonitorResponse> GetMonitorAsync(V1.GetMonitorRequest request, CancellationToken cancellation)
    {
        RequireMonitor(request.Name, "name");
        return new V1.GetMonitorResponse { Monitor = MonitorMapper.ToMessage(await monitors.GetAsync(request.Name, cancellation), full: true) };
    }

    /// <summary>Answers ListMonitors.</summary>
    /// <exception cref="ServiceException">InvalidPage or a fault of the store.</exception>
    public async Task<V1.ListMonitorsResponse> ListMonitorsAsync(V1.ListMonitorsRequest request, CancellationToken cancellation)
    {
        var size = FieldChecks.PageSize(request.PageSize);
        var (page, more) = await monitors.ListAsync(PageToken.Read(request.PageToken), size, cancellation);
        var response = new V1.ListMonitorsResponse { NextPageToken = more ? PageToken.After(page[^1].Monitor.Name) : "" };
        response.Monitors.AddRange(page.Select(status => MonitorMapper.ToMessage(status, full: false)));
        return response;
    }

    /// <summary>Answers ListReports.</summary>
    /// <exception cref="ServiceException">MissingField, InvalidName, InvalidPage, MonitorNotFound or a fault of the store.</exception>
    public async Task<V1.ListReportsResponse> ListReportsAsync(V1.ListReportsRequest request, CancellationToken cancellation)
    {
        RequireMonitor(request.Monitor, "monitor");
        var size = FieldChecks.PageSize(request.PageSize);
        var before = request.PageToken.Length == 0 ? long.MaxValue : ReadWindow(PageToken.Read(request.PageToken));
        var (page, more) = await reports.ListAsync(request.Monitor, before, size, cancellation);
        var response = new V1.ListReportsResponse
        {
            NextPageToken = more ? PageToken.After(page[^1].Window.Number.ToString(CultureInfo.InvariantCulture)) : "",
        };
        response.Reports.AddRange(page.Select(report => MonitorReportMapper.ToMessage(report, request.Full)));
        return response;
    }

    /// <summary>Answers GetReport.</summary>
    /// <exception cref="ServiceException">MissingField, InvalidName, InvalidField, MonitorNotFound, ReportNotFound or a fault of the store.</exception>
    public async Task<V1.GetReportResponse> GetReportAsync(V1.GetReportRequest request, CancellationToken cancellation)
    {
        RequireMonitor(request.Monitor, "monitor");
        if (request.Window < 0)
        {
            throw ServiceException.BadInput("window", ErrorReason.InvalidField, $"It is {request.Window}; windows are numbered from 1, 0 takes the last one.");
        }

        var report = await reports.GetAsync(request.Monitor, request.Window, cancellation);
        var message = MonitorReportMapper.ToMessage(report, full: true);
        if (request.IncludeSamples)
        {
            message.Samples.AddRange((await reports.ReadSamplesAsync(report, cancellation)).Select(MonitorReportMapper.ToMessage));
        }

        return new V1.GetReportResponse { Report = message };
    }

    /// <summary>Ends the call when a monitor's name is missing or has a form that no name has.</summary>
    /// <exception cref="ServiceException">MissingField or InvalidName.</exception>
    public static void RequireMonitor(string name, string field) => FieldChecks.RequireName(name, field, "a monitor's");

    private static long ReadWindow(string token) =>
        long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var window)
            ? window
            : throw ServiceException.BadInput("page_token", ErrorReason.InvalidPage, "It is no token of this method.");
}
