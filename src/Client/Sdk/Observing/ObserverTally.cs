using System.Collections.Frozen;

namespace Detector.Client.Observing;

/// <summary>Counts what becomes of samples and keeps the buffer within its bounds. Safe for use by many threads; never waits.</summary>
/// <param name="monitor">The monitor's name.</param>
/// <param name="options">The bounds.</param>
internal sealed class ObserverTally(string monitor, DetectorObserverOptions options)
{
    private static readonly FrozenDictionary<DropReason, string> ReasonNames = new Dictionary<DropReason, string>
    {
        [DropReason.BufferFull] = "buffer_full",
        [DropReason.Invalid] = "invalid",
        [DropReason.Refused] = "refused",
        [DropReason.Closed] = "closed",
    }.ToFrozenDictionary();

    private readonly KeyValuePair<string, object?> _tag = new(ObserverMetrics.MonitorTag, monitor);
    private readonly long[] _dropped = new long[ReasonNames.Count];
    private long _observed;
    private long _accepted;
    private long _sent;
    private long _acknowledged;
    private long _buffered;
    private long _bytes;
    private long _settled;
    private long _failures;

    /// <summary>Samples that were ever in the buffer.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Samples of these that are acknowledged or dropped.</summary>
    public long Settled => Volatile.Read(ref _settled);

    /// <summary>All counts.</summary>
    public ObserverCounts Counts => new()
    {
        Acknowledged = Volatile.Read(ref _acknowledged),
        Sent = Volatile.Read(ref _sent),
        Buffered = Volatile.Read(ref _buffered),
        BufferedBytes = Volatile.Read(ref _bytes),
        DroppedBufferFull = Volatile.Read(ref _dropped[(int)DropReason.BufferFull]),
        DroppedInvalid = Volatile.Read(ref _dropped[(int)DropReason.Invalid]),
        DroppedRefused = Volatile.Read(ref _dropped[(int)DropReason.Refused]),
        DroppedClosed = Volatile.Read(ref _dropped[(int)DropReason.Closed]),
        Failures = Volatile.Read(ref _failures),
        Observed = Volatile.Read(ref _observed),
    };

    /// <summary>A sample was given.</summary>
    public void Observe()
    {
        Interlocked.Increment(ref _observed);
        ObserverMetrics.Observed.Add(1, _tag);
    }

    /// <summary>Takes room for a sample.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryReserve(int bytes)
    {
        if (Interlocked.Increment(ref _buffered) > options.BufferSamples)
        {
            Interlocked.Decrement(ref _buffered);
            return false;
        }

        if (Interlocked.Add(ref _bytes, bytes) > options.BufferBytes)
        {
            Interlocked.Add(ref _bytes, -bytes);
            Interlocked.Decrement(ref _buffered);
            return false;
        }

        Interlocked.Increment(ref _accepted);
        ObserverMetrics.Buffered.Add(1, _tag);
        ObserverMetrics.BufferedBytes.Add(bytes, _tag);
        return true;
    }

    /// <summary>Buffered samples are sent for the first time.</summary>
    public void Send(int count)
    {
        Interlocked.Add(ref _sent, count);
        ObserverMetrics.Sent.Add(count, _tag);
    }

    /// <summary>Buffered samples are acknowledged.</summary>
    public void Acknowledge(int count, long bytes)
    {
        Interlocked.Add(ref _acknowledged, count);
        ObserverMetrics.Acknowledged.Add(count, _tag);
        Settle(count, bytes);
    }

    /// <summary>Samples that are not in the buffer are dropped.</summary>
    public void Drop(DropReason reason, int count = 1)
    {
        Interlocked.Add(ref _dropped[(int)reason], count);
        ObserverMetrics.Dropped.Add(count, _tag, new KeyValuePair<string, object?>(ObserverMetrics.ReasonTag, ReasonNames[reason]));
    }

    /// <summary>Buffered samples are dropped.</summary>
    public void DropBuffered(DropReason reason, int count, long bytes)
    {
        Drop(reason, count);
        Settle(count, bytes);
    }

    /// <summary>An attempt to send failed.</summary>
    /// <param name="reason">The service's reason, or the gRPC status.</param>
    public void Fail(string reason)
    {
        Interlocked.Increment(ref _failures);
        ObserverMetrics.Failures.Add(1, _tag, new KeyValuePair<string, object?>(ObserverMetrics.ReasonTag, reason));
    }

    private void Settle(int count, long bytes)
    {
        Interlocked.Add(ref _buffered, -count);
        Interlocked.Add(ref _bytes, -bytes);
        ObserverMetrics.Buffered.Add(-count, _tag);
        ObserverMetrics.BufferedBytes.Add(-bytes, _tag);
        Interlocked.Add(ref _settled, count);
    }
}
