using System.Diagnostics.CodeAnalysis;

namespace Detector.Encoding.Batching;

/// <summary>
/// Calls that wait for runners. They take turns batch by batch, so a small call never waits for the whole of a large one before it.
/// </summary>
/// <param name="limit">Padded tokens that may wait.</param>
internal sealed class EncodingQueue(long limit)
{
    private readonly object _gate = new();
    private readonly LinkedList<EncodingCall> _turns = [];
    private long _tokens;
    private bool _closed;

    /// <summary>Padded tokens that wait.</summary>
    public long Tokens => Interlocked.Read(ref _tokens);

    /// <summary>Padded tokens that may wait.</summary>
    public long Limit { get; } = limit;

    /// <summary>Adds a call unless the queue would hold more than its limit.</summary>
    /// <returns>False if it is full.</returns>
    /// <exception cref="ObjectDisposedException">The queue is closed.</exception>
    public bool TryAdd(EncodingCall call)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(ITextEncoder));
            if (_tokens + call.WaitingTokens > Limit)
            {
                return false;
            }

            _tokens += call.WaitingTokens;
            _turns.AddLast(call);
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Waits for a batch of the call whose turn it is.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool TryTake([NotNullWhen(true)] out EncodingCall? call, [NotNullWhen(true)] out EncodingBatch? batch)
    {
        lock (_gate)
        {
            while (_turns.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate);
            }

            if (_turns.First is not { } turn)
            {
                (call, batch) = (null, null);
                return false;
            }

            call = turn.Value;
            batch = call.TakeBatch();
            _tokens -= batch.PaddedTokens;
            _turns.Remove(turn);
            if (call.WaitingTokens > 0)
            {
                _turns.AddLast(turn);
            }

            return true;
        }
    }

    /// <summary>Drops the batches of a call that are not yet taken.</summary>
    public void Drop(EncodingCall call)
    {
        lock (_gate)
        {
            if (_turns.Remove(call))
            {
                _tokens -= call.WaitingTokens;
            }
        }
    }

    /// <summary>Accepts no more calls; those that wait are still taken.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>True once closed.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _closed;
            }
        }
    }
}
