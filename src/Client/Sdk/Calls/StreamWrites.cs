using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>Writes to a stream whose end is told by its responses.</summary>
internal static class StreamWrites
{
    /// <returns>False when the call is over; its response says why.</returns>
    public static async Task<bool> TryWriteAsync<T>(this IClientStreamWriter<T> stream, T message, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(message, cancellationToken);
            return true;
        }
        catch (Exception e) when (IsEndOfCall(e) || e is OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A write can fail so because the call is over; a connection that breaks under a write shows as an IOException.</summary>
    public static bool IsEndOfCall(Exception error) =>
        (error is RpcException r && !IsTooLarge(r)) || error is InvalidOperationException or IOException or HttpRequestException;

    // Refused by the channel's own limit before it is sent: the call goes on, so its response would never come.
    private static bool IsTooLarge(RpcException error) =>
        error.StatusCode == StatusCode.ResourceExhausted && error.Status.Detail.StartsWith("Sending message exceeds", StringComparison.Ordinal);
}
