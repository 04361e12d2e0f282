using System.Threading.Channels;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Monitor = Detector.V1.Monitor;

namespace Detector.Client.Tests.Service;

internal sealed class ScriptedMonitors(Script script) : MonitorService.MonitorServiceBase
{
    private readonly MonitorScript _monitors = script.Monitors;

    public override async Task<CreateMonitorResponse> CreateMonitor(CreateMonitorRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        var monitor = new Monitor
        {
            Name = request.Name,
            Description = request.Description,
            Reference = request.Reference,
            BurnInWindows = request.BurnInWindows,
            Settings = request.Settings,
        };
        _monitors.Monitors[request.Name] = monitor;
        return new CreateMonitorResponse { Monitor = monitor };
    }

    public override async Task<GetMonitorResponse> GetMonitor(GetMonitorRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        return new GetMonitorResponse { Monitor = Find(request.Name) };
    }

    public override async Task<ListMonitorsResponse> ListMonitors(ListMonitorsRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        var all = _monitors.Monitors.Values.OrderBy(m => m.Name, StringComparer.Ordinal).ToList();
        var (page, next) = Page(all, request.PageSize, request.PageToken);
        return new ListMonitorsResponse { Monitors = { page }, NextPageToken = next };
    }

    public override async Task<UpdateMonitorResponse> UpdateMonitor(UpdateMonitorRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        var monitor = Find(request.Name).Clone();
        var changes = new Monitor { Description = request.Description, Settings = request.Settings };
        request.UpdateMask.Merge(changes, monitor, new FieldMask.MergeOptions { ReplaceMessageFields = true, ReplacePrimitiveFields = true });
        _monitors.Monitors[request.Name] = monitor;
        return new UpdateMonitorResponse { Monitor = monitor };
    }

    public override async Task<ResetMonitorResponse> ResetMonitor(ResetMonitorRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        var monitor = Find(request.Name);
        monitor.Resets++;
        monitor.Reference = request.Reference.Length > 0 ? request.Reference : monitor.Reference;
        return new ResetMonitorResponse { Monitor = monitor };
    }

    public override async Task<DeleteMonitorResponse> DeleteMonitor(DeleteMonitorRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        _monitors.Monitors.Remove(Find(request.Name).Name, out _);
        return new DeleteMonitorResponse();
    }

    public override async Task<ObserveResponse> Observe(ObserveRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        return new ObserveResponse { Accepted = request.Samples.Count, Window = 3 };
    }

    public override async Task ObserveStream(
        IAsyncStreamReader<ObserveStreamRequest> requestStream, IServerStreamWriter<ObserveStreamResponse> responseStream, ServerCallContext context)
    {
        _monitors.Streams++;
        await script.PlayAsync(context);
        await requestStream.MoveNext(context.CancellationToken);
        var header = requestStream.Current.Header;
        Find(header.Monitor);
        await responseStream.WriteAsync(Acknowledgement(header.StreamId));
        var held = Channel.CreateUnbounded<ObserveBatch>();
        var adding = AddAsync(held.Reader, header.StreamId, responseStream, context);
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var receiving = ReceiveAsync(requestStream, held, reads.Token);
        try
        {
            await await Task.WhenAny(adding, receiving);
            await adding;
        }
        finally
        {
            // The server uses the parts of a stream again for the next one: a read that outlived its call would break that.
            await reads.CancelAsync();
            await Task.WhenAny(receiving);
        }
    }

    public override async Task<ListReportsResponse> ListReports(ListReportsRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        var (page, next) = Page([.. _monitors.Reports.OrderByDescending(r => r.Window)], request.PageSize, request.PageToken);
        return new ListReportsResponse { Reports = { page }, NextPageToken = next };
    }

    public override async Task<GetReportResponse> GetReport(GetReportRequest request, ServerCallContext context)
    {
        await NoteAsync(request, context);
        var report = _monitors.Reports.LastOrDefault(r => request.Window == 0 || r.Window == request.Window) ?? throw Faults.NoWindow;
        return new GetReportResponse { Report = report };
    }

    public override async Task WatchReports(
        WatchReportsRequest request, IServerStreamWriter<WatchReportsResponse> responseStream, ServerCallContext context)
    {
        _monitors.Watches.Enqueue(request.AfterWindow);
        await NoteAsync(request, context);
        Find(request.Monitor);
        var sent = 0;
        _monitors.Faults.TryDequeue(out var fault);
        foreach (var report in _monitors.Reports.Where(r => r.Window > request.AfterWindow))
        {
            if (sent++ == fault?.After)
            {
                End(fault, context);
                return;
            }

            await responseStream.WriteAsync(new WatchReportsResponse { Report = report });
        }

        // The script is at its end, as if the monitor were deleted.
        throw Faults.NoMonitor;
    }

    private async Task ReceiveAsync(IAsyncStreamReader<ObserveStreamRequest> stream, Channel<ObserveBatch> held, CancellationToken cancellationToken)
    {
        await foreach (var message in stream.ReadAllAsync(cancellationToken))
        {
            _monitors.Batches.Enqueue(message.Batch);
            held.Writer.TryWrite(message.Batch);
            _monitors.MostUnacknowledged = Math.Max(_monitors.MostUnacknowledged, held.Reader.Count);
            _monitors.OnHeld(held.Reader.Count);
        }

        held.Writer.Complete();
    }

    private async Task AddAsync(
        ChannelReader<ObserveBatch> batches, string streamId, IServerStreamWriter<ObserveStreamResponse> responseStream, ServerCallContext context)
    {
        var received = 0;
        _monitors.Faults.TryDequeue(out var fault);
        while (await batches.WaitToReadAsync(context.CancellationToken))
        {
            await _monitors.Acknowledging;
            if (!batches.TryRead(out var batch))
            {
                continue;
            }

            if (_monitors.Refusals.TryGetValue(batch.Sequence, out var refusal))
            {
                throw refusal;
            }

            if (_monitors.Refuse(batch) is { } bad)
            {
                throw bad;
            }

            Add(batch, streamId);
            var ends = ++received == fault?.After;
            if (!ends || fault!.Acknowledges)
            {
                await responseStream.WriteAsync(Acknowledgement(streamId));
            }

            if (ends)
            {
                if (fault!.Forgets)
                {
                    _monitors.Acknowledged.Clear();
                }

                End(fault, context);
                return;
            }
        }
    }

    private void Add(ObserveBatch batch, string streamId)
    {
        var last = _monitors.Acknowledged.GetValueOrDefault(streamId);
        Assert.InRange(batch.Sequence, 1, last + 1);
        if (batch.Sequence > last)
        {
            _monitors.Acknowledged[streamId] = batch.Sequence;
            foreach (var sample in batch.Samples)
            {
                _monitors.Samples.Enqueue(sample);
            }
        }
    }

    private ObserveStreamResponse Acknowledgement(string streamId)
    {
        var number = _monitors.Acknowledged.GetValueOrDefault(streamId);
        return new ObserveStreamResponse { Acknowledged = number, Window = number == 0 ? 0 : (number / 4) + 1 };
    }

    private static void End(StreamFault fault, ServerCallContext context)
    {
        switch (fault.End)
        {
            case StreamEnd.Reset:
                context.GetHttpContext().Abort();
                break;
            case StreamEnd.Disconnect:
                context.GetHttpContext().Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
                break;
            case StreamEnd.Drain:
                throw Faults.Draining;
            default:
                break;
        }
    }

    private async Task NoteAsync(Google.Protobuf.IMessage request, ServerCallContext context)
    {
        _monitors.Requests.Enqueue(request);
        await script.PlayAsync(context);
    }

    private Monitor Find(string name) => _monitors.Monitors.TryGetValue(name, out var monitor) ? monitor : throw Faults.NoMonitor;

    private static (IEnumerable<T> Items, string Next) Page<T>(List<T> all, int size, string token)
    {
        var start = token.Length == 0 ? 0 : int.Parse(token);
        size = size == 0 ? 100 : size;
        return (all.Skip(start).Take(size), start + size < all.Count ? $"{start + size}" : "");
    }
}
