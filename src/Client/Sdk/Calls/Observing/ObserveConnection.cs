using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Calls.Observing;

/// <summary>One connection of an observe stream. A failed write says only that it is over; the next response says why.</summary>
/// <param name="call">The call.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class ObserveConnection(
    AsyncDuplexStreamingCall<ObserveStreamRequest, ObserveStreamResponse> call, CancellationToken cancellationToken) : IDisposable
{
    private Task<bool>? _read;

    /// <summary>False once a write has failed.</summary>
    public bool CanWrite { get; private set; } = true;

    /// <summary>The next response is there, or the end.</summary>
    public Task Response => _read ??= call.ResponseStream.MoveNext(cancellationToken);

    public async Task WriteAsync(ObserveStreamRequest message) =>
        CanWrite = CanWrite && await call.RequestStream.TryWriteAsync(message, cancellationToken);

    /// <exception cref="RpcException">The stream broke, or the service ended it.</exception>
    public async Task<ObserveStreamResponse> ReadAsync()
    {
        var read = _read ?? call.ResponseStream.MoveNext(cancellationToken);
        _read = null;
        return await read
            ? call.ResponseStream.Current
            : throw new RpcException(new Status(StatusCode.Unavailable, "the service ended the stream"));
    }

    /// <summary>Ends the stream on both sides, when everything is acknowledged and nothing can be lost any more.</summary>
    public async Task CompleteAsync()
    {
        try
        {
            await call.RequestStream.CompleteAsync();
            while (true)
            {
                await ReadAsync();
            }
        }
        catch (Exception e) when (StreamWrites.IsEndOfCall(e) || e is OperationCanceledException)
        {
            // The end, or a connection that broke first.
        }
    }

    public void Dispose() => call.Dispose();
}
