using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Calls.Observing;

/// <summary>
/// Sends samples over an observe stream, over as many connections as that takes. Everything that changes is touched by its one loop
/// alone, which waits for the next samples and the next acknowledgement at once.
/// </summary>
/// <param name="options">The client's.</param>
/// <param name="address">The service, for errors.</param>
/// <param name="open">Opens a connection.</param>
/// <param name="header">The monitor and the stream's id.</param>
/// <param name="batchesAfter">The messages after the one with a number.</param>
/// <param name="generation">Generation of the samples.</param>
/// <param name="progress">Told after each message, acknowledgement and interruption.</param>
internal sealed class ObserveStreamCall(
    DetectorClientOptions options,
    Uri? address,
    Func<CallOptions, AsyncDuplexStreamingCall<ObserveStreamRequest, ObserveStreamResponse>> open,
    ObserveHeader header,
    Func<long, IAsyncEnumerable<IReadOnlyList<Sample>>> batchesAfter,
    string generation,
    IProgress<ObserveProgress>? progress)
{
    private readonly SentBatches _sent = new(header.StreamId);
    private readonly StreamAttempts _attempts = new(options, address);
    private BatchSource? _source;

    /// <returns>Samples acknowledged.</returns>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!await TryConnectAsync(cancellationToken))
            {
            }
        }
        finally
        {
            if (_source is { } source)
            {
                await source.DisposeAsync();
            }
        }

        _source?.ThrowError();
        return _sent.AcknowledgedSamples;
    }

    private async Task<bool> TryConnectAsync(CancellationToken cancellationToken)
    {
        TimeSpan delay;
        using var silence = new SilenceLimit(options.Deadline, cancellationToken);
        try
        {
            await ConnectAsync(silence, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is RpcException || (e is OperationCanceledException && silence.IsExceeded))
        {
            cancellationToken.ThrowIfCancellationRequested();
            (delay, var error) = _attempts.After(silence.IsExceeded ? SilenceLimit.Error : (RpcException)e);
            Report(error);
        }

        await Task.Delay(delay, options.TimeProvider, cancellationToken);
        return false;
    }

    private async Task ConnectAsync(SilenceLimit silence, CancellationToken cancellationToken)
    {
        _attempts.Begin();
        silence.Start();
        using var connection = new ObserveConnection(open(new CallOptions(cancellationToken: silence.Token)), silence.Token);
        await connection.WriteAsync(new ObserveStreamRequest { Header = header });
        await ResumeAsync(connection, silence);
        _source ??= new BatchSource(batchesAfter(_sent.Acknowledged ?? 0), cancellationToken);
        while (!_source.HasEnded || _sent.Waiting.Count > 0)
        {
            var takesMore = connection.CanWrite && !_source.HasEnded && _sent.Waiting.Count < options.InFlightBatches;
            await Task.WhenAny(takesMore ? [connection.Response, _source.Next] : [connection.Response]);
            if (connection.Response.IsCompleted)
            {
                Note(await connection.ReadAsync(), silence);
            }
            else if (await _source.TakeAsync() is { Count: > 0 } samples)
            {
                silence.Start();
                await connection.WriteAsync(new ObserveStreamRequest { Batch = _sent.Add(samples, generation) });
                Report(null);
            }
        }

        silence.Start();
        await connection.CompleteAsync();
    }

    private async Task ResumeAsync(ObserveConnection connection, SilenceLimit silence)
    {
        var before = _sent.Acknowledged;
        _sent.Resume(await connection.ReadAsync());
        if (before is null || _sent.Acknowledged > before)
        {
            _attempts.GotOn();
        }

        silence.Restart(_sent.Waiting.Count > 0);
        foreach (var batch in _sent.Waiting)
        {
            await connection.WriteAsync(new ObserveStreamRequest { Batch = batch });
        }

        Report(null);
    }

    private void Note(ObserveStreamResponse response, SilenceLimit silence)
    {
        if (_sent.Note(response))
        {
            _attempts.GotOn();
            silence.Restart(_sent.Waiting.Count > 0);
            Report(null);
        }
    }

    private void Report(DetectorException? interruption) => progress?.Report(
        new ObserveProgress(_sent.Samples, _sent.AcknowledgedSamples, _sent.Acknowledged ?? 0, _sent.Window, interruption));
}
