using System.Collections.Concurrent;
using Detector.V1;
using Grpc.Core;

namespace Detector.Chaos.Running;

/// <summary>
/// A client that observes one batch after the other, each until it is acknowledged, as a careful client does: under one request id, or by
/// the number of a stream's message.
/// </summary>
internal sealed class Writer(string monitor, bool streams, int seed, Func<MonitorService.MonitorServiceClient> service, int largest = 40)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <summary>Name of its monitor.</summary>
    public string Monitor => monitor;

    /// <summary>Batches acknowledged.</summary>
    public int Batches { get; private set; }

    /// <summary>Samples acknowledged.</summary>
    public long Samples { get; private set; }

    /// <summary>How often calls failed, by status.</summary>
    public ConcurrentDictionary<StatusCode, int> Failures { get; } = new();

    /// <summary>
    /// Writes until enough batches are acknowledged, or until it is told to stop; a batch that was begun is written to its end, since it may
    /// be durable already.
    /// </summary>
    public async Task RunAsync(int batches, CancellationToken stop)
    {
        var begun = false;
        while (Batches < batches && (begun || !stop.IsCancellationRequested))
        {
            try
            {
                begun = true;
                await (streams ? StreamAsync(batches, stop) : ObserveAsync());
                begun = false;
            }
            catch (Exception exception) when (exception is RpcException or ObjectDisposedException or OperationCanceledException)
            {
                // Of a service that was killed meanwhile the channel may be closed already.
                Failures.AddOrUpdate((exception as RpcException)?.StatusCode ?? StatusCode.Unavailable, 1, (_, count) => count + 1);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    private Sample[] Next => Outputs.Batch(monitor, Batches, seed, largest);

    private async Task ObserveAsync()
    {
        var samples = Next;
        var request = new ObserveRequest { Monitor = monitor, Samples = { samples }, RequestId = $"{monitor}-{Batches}" };
        await service().ObserveAsync(request, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Deadline);
        Acknowledge(samples);
    }

    private async Task StreamAsync(int batches, CancellationToken stop)
    {
        using var call = service().ObserveStream(cancellationToken: CancellationToken.None);
        await call.RequestStream.WriteAsync(new ObserveStreamRequest { Header = new ObserveHeader { Monitor = monitor, StreamId = monitor } }, CancellationToken.None);
        await MoveAsync();
        do
        {
            // What an earlier stream had sent may be durable without its acknowledgement having come.
            if (call.ResponseStream.Current.Acknowledged <= Batches)
            {
                await call.RequestStream.WriteAsync(
                    new ObserveStreamRequest { Batch = new ObserveBatch { Sequence = Batches + 1, Samples = { Next } } }, CancellationToken.None);
                await MoveAsync();
            }

            Acknowledge(Next);
        }
        while (Batches < batches && !stop.IsCancellationRequested);

        await call.RequestStream.CompleteAsync();

        async Task MoveAsync()
        {
            using var patience = new CancellationTokenSource(Deadline);
            if (!await call.ResponseStream.MoveNext(patience.Token))
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the stream ended"));
            }
        }
    }

    private void Acknowledge(Sample[] samples)
    {
        Batches++;
        Samples += samples.Length;
    }
}
