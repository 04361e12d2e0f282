using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>Ends a stream on which the service owes an answer for too long.</summary>
/// <param name="longest">Longest silence; null for any.</param>
/// <param name="cancellationToken">Ends the stream as well.</param>
internal sealed class SilenceLimit(TimeSpan? longest, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private bool _runs;

    /// <summary>Ends the stream.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>The silence, and nothing else, has ended the stream.</summary>
    public bool IsExceeded => _end.IsCancellationRequested && !cancellationToken.IsCancellationRequested;

    /// <summary>What to fail with then.</summary>
    public static RpcException Error { get; } = new(new Status(StatusCode.DeadlineExceeded, "The service owed an answer for too long."));

    /// <summary>Something was acknowledged.</summary>
    /// <param name="owesMore">The service still owes an acknowledgement.</param>
    public void Restart(bool owesMore)
    {
        _runs = false;
        _end.CancelAfter(Timeout.InfiniteTimeSpan);
        if (owesMore)
        {
            Start();
        }
    }

    /// <summary>The service owes an acknowledgement from now on, unless it already does.</summary>
    public void Start()
    {
        if (!_runs && longest is { } time)
        {
            _runs = true;
            _end.CancelAfter(time);
        }
    }

    public void Dispose() => _end.Dispose();
}
