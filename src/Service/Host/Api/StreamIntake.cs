using Detector.Host.Errors;
using Detector.Host.Intake;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Detector.Host.Storage;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>
/// Runs ObserveStream calls: each message is stored before the next is read, and what is stored is acknowledged. While windows wait to
/// be judged a stream waits as well, so that HTTP/2 slows the caller down.
/// </summary>
internal sealed class StreamIntake(
    ObservationQueue queue, IMonitorStore store, MonitorsOptions options, LimitsOptions limits, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly CallLimit _streams = new(options.Streams, "Monitors:Streams");

    /// <summary>Runs one call until the caller completes it.</summary>
    /// <exception cref="ServiceException">A message is bad, the monitor is not there, or a fault of the store.</exception>
    public async Task RunAsync(
        IAsyncStreamReader<V1.ObserveStreamRequest> requests, IServerStreamWriter<V1.ObserveStreamResponse> responses, CancellationToken cancellation)
    {
        using var admission = _streams.Admit();
        var header = await ReadHeaderAsync(requests, cancellation);
        var position = await store.FindStreamAsync(header.Monitor, header.StreamId, cancellation);
        await responses.WriteAsync(new V1.ObserveStreamResponse { Acknowledged = position.Sequence, Window = position.Window }, cancellation);
        while (await requests.MoveNext(cancellation))
        {
            var observation = Read(header, requests.Current);
            var result = await StoreAsync(observation, cancellation);
            var sequence = ((ObservationKey.Message)observation.Key!).Sequence;
            await responses.WriteAsync(new V1.ObserveStreamResponse { Acknowledged = sequence, Window = result.Window }, cancellation);
        }
    }

    private static async Task<V1.ObserveHeader> ReadHeaderAsync(IAsyncStreamReader<V1.ObserveStreamRequest> requests, CancellationToken cancellation)
    {
        if (!await requests.MoveNext(cancellation) || requests.Current.Header is not { } header)
        {
            throw ServiceException.BadInput("header", ErrorReason.MissingField, "The first message of the stream must hold the header.");
        }

        FieldChecks.RequireName(header.Monitor, "header.monitor", "a monitor's");
        FieldChecks.RequireGiven(header.StreamId, "header.stream_id", "the stream's name");
        MonitorRequestReader.ReadId(header.StreamId, "header.stream_id");
        return header;
    }

    private Observation Read(V1.ObserveHeader header, V1.ObserveStreamRequest request)
    {
        if (request.Batch is not { } batch)
        {
            throw request.Header is null
                ? ServiceException.BadInput("batch", ErrorReason.MissingField, "The message holds no samples.")
                : ServiceException.BadInput("header", ErrorReason.InvalidField, "Only the first message of the stream may hold a header.");
        }

        if (batch.Sequence < 1)
        {
            throw ServiceException.BadInput("batch.sequence", ErrorReason.InvalidField, $"It is {batch.Sequence}; messages are numbered from 1.");
        }

        var reader = new SampleReader(limits, limits.ObserveSamples, ErrorReason.BatchTooLarge, "Limits:ObserveSamples", "batch.samples");
        var samples = reader.Read(batch.Samples);
        reader.RequireAny();
        var generation = MonitorRequestReader.ReadGeneration(batch.Generation, limits, "batch.generation");
        return new Observation(header.Monitor, samples, generation, new ObservationKey.Message(header.StreamId, batch.Sequence));
    }

    private async Task<ObservationResult> StoreAsync(Observation observation, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await queue.AddAsync(observation, cancellation);
            }
            catch (ServiceException fault) when (fault.Reason == ErrorReason.QueueFull)
            {
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }
}
