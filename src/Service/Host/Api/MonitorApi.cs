using Detector.Host.Errors;
using Detector.Host.Lifetime;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Detector.Host.Storage;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>MonitorService over gRPC.</summary>
internal sealed class MonitorApi(
    MonitorQueries queries,
    MonitorLibrary monitors,
    ReportLibrary reports,
    ObservationQueue queue,
    StreamIntake streams,
    LimitsOptions limits,
    Drain drain) : V1.MonitorService.MonitorServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.CreateMonitorResponse> CreateMonitor(V1.CreateMonitorRequest request, ServerCallContext context)
    {
        var draft = MonitorRequestReader.Read(request, limits);
        var status = await monitors.CreateAsync(draft, context.Cancellation());
        return new V1.CreateMonitorResponse { Monitor = MonitorMapper.ToMessage(status, full: true) };
    }

    /// <inheritdoc/>
    public override Task<V1.GetMonitorResponse> GetMonitor(V1.GetMonitorRequest request, ServerCallContext context) =>
        queries.GetMonitorAsync(request, context.Cancellation());

    /// <inheritdoc/>
    public override Task<V1.ListMonitorsResponse> ListMonitors(V1.ListMonitorsRequest request, ServerCallContext context) =>
        queries.ListMonitorsAsync(request, context.Cancellation());

    /// <inheritdoc/>
    public override async Task<V1.UpdateMonitorResponse> UpdateMonitor(V1.UpdateMonitorRequest request, ServerCallContext context)
    {
        MonitorQueries.RequireMonitor(request.Name, "name");
        var change = MonitorRequestReader.Read(request, limits);
        return new V1.UpdateMonitorResponse
        {
            Monitor = MonitorMapper.ToMessage(await monitors.UpdateAsync(request.Name, change, context.Cancellation()), full: true),
        };
    }

    /// <inheritdoc/>
    public override async Task<V1.ResetMonitorResponse> ResetMonitor(V1.ResetMonitorRequest request, ServerCallContext context)
    {
        MonitorQueries.RequireMonitor(request.Name, "name");
        if (request.Reference.Length > 0)
        {
            FieldChecks.RequireForm(request.Reference, "reference");
        }

        var requestId = MonitorRequestReader.ReadId(request.RequestId, "request_id");
        var status = await monitors.ResetAsync(request.Name, request.Reference, requestId, context.Cancellation());
        return new V1.ResetMonitorResponse { Monitor = MonitorMapper.ToMessage(status, full: true) };
    }

    /// <inheritdoc/>
    public override async Task<V1.DeleteMonitorResponse> DeleteMonitor(V1.DeleteMonitorRequest request, ServerCallContext context)
    {
        MonitorQueries.RequireMonitor(request.Name, "name");
        await monitors.DeleteAsync(request.Name, context.Cancellation());
        return new V1.DeleteMonitorResponse();
    }

    /// <inheritdoc/>
    public override async Task<V1.ObserveResponse> Observe(V1.ObserveRequest request, ServerCallContext context)
    {
        MonitorQueries.RequireMonitor(request.Monitor, "monitor");
        var requestId = MonitorRequestReader.ReadId(request.RequestId, "request_id");
        var generation = MonitorRequestReader.ReadGeneration(request.Generation, limits, "generation");
        var reader = new SampleReader(limits, limits.ObserveSamples, ErrorReason.BatchTooLarge, "Limits:ObserveSamples");
        var samples = reader.Read(request.Samples);
        reader.RequireAny();
        var key = requestId.Length == 0 ? null : new ObservationKey.Request(requestId, ObservationHash.Of(samples, generation));
        var result = await queue.AddAsync(new Observation(request.Monitor, samples, generation, key), context.Cancellation());
        return new V1.ObserveResponse { Accepted = samples.Count, Window = result.Window, Repeated = result.Repeated };
    }

    /// <inheritdoc/>
    public override async Task ObserveStream(
        IAsyncStreamReader<V1.ObserveStreamRequest> requestStream,
        IServerStreamWriter<V1.ObserveStreamResponse> responseStream,
        ServerCallContext context)
    {
        using var ending = Ending(context);
        await DrainableAsync(() => streams.RunAsync(requestStream, responseStream, ending.Token), context, ending.Token);
    }

    /// <inheritdoc/>
    public override Task<V1.ListReportsResponse> ListReports(V1.ListReportsRequest request, ServerCallContext context) =>
        queries.ListReportsAsync(request, context.Cancellation());

    /// <inheritdoc/>
    public override Task<V1.GetReportResponse> GetReport(V1.GetReportRequest request, ServerCallContext context) =>
        queries.GetReportAsync(request, context.Cancellation());

    /// <inheritdoc/>
    public override async Task WatchReports(
        V1.WatchReportsRequest request, IServerStreamWriter<V1.WatchReportsResponse> responseStream, ServerCallContext context)
    {
        MonitorQueries.RequireMonitor(request.Monitor, "monitor");
        using var admission = reports.AdmitWatcher();
        using var ending = Ending(context);
        await DrainableAsync(SendAsync, context, ending.Token);

        async Task SendAsync()
        {
            var after = request.HasAfterWindow ? request.AfterWindow : (long?)null;
            await foreach (var report in reports.WatchAsync(request.Monitor, after, ending.Token))
            {
                await responseStream.WriteAsync(
                    new V1.WatchReportsResponse { Report = MonitorReportMapper.ToMessage(report, request.Full) }, ending.Token);
            }
        }
    }

    // Calls without an end of their own would hold the service up until its time to drain is over.
    private CancellationTokenSource Ending(ServerCallContext context) =>
        CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation(), drain.Begun);

    private async Task DrainableAsync(Func<Task> call, ServerCallContext context, CancellationToken ending)
    {
        try
        {
            await call();
        }
        catch (Exception) when (
            ending.IsCancellationRequested && drain.Begun.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw new ServiceException(ErrorReason.Draining, "The service is shutting down; call another replica, or this one later.");
        }
    }
}
