using System.Diagnostics;

namespace Detector.Encoding.Batching;

/// <summary>
/// Calls that wait for runners. They take turns batch by batch, so a small call never waits for the whole of a large one before it, and
/// what room a batch has left goes to inputs of the other calls that are about as long.
/// </summary>
/// <param name="limit">Tokens that may wait.</param>
/// <param name="shares">Whether calls share batches.</param>
/// <param name="wait">How long a batch that is not full waits for further calls.</param>
internal sealed class EncodingQueue(long limit, bool shares, TimeSpan wait)
{
    // Looking through all of very many calls would cost more than the room is worth.
    private const int MostSharing = 64;

    private readonly object _gate = new();
    private readonly LinkedList<EncodingCall> _turns = [];
    private long _tokens;
    private bool _closed;

    /// <summary>Tokens that wait.</summary>
    public long Tokens => Interlocked.Read(ref _tokens);

    /// <summary>Tokens that may wait.</summary>
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

    /// <summary>Waits for inputs, and fills an empty batch with those whose turn it is.</summary>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool TryTake(EncodingBatch batch)
    {
        lock (_gate)
        {
            while (true)
            {
                while (_turns.Count == 0 && !_closed)
                {
                    Monitor.Wait(_gate);
                }

                AwaitMore(batch.Limit);
                if (_turns.First is { } turn)
                {
                    Fill(batch, turn);
                    return true;
                }

                if (_closed)
                {
                    return false;
                }
            }
        }
    }

    /// <summary>Drops the inputs of a call that are not yet taken.</summary>
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

    private void AwaitMore(int tokens)
    {
        var started = Stopwatch.GetTimestamp();
        while (shares && !_closed && _turns.Count > 0 && _tokens < tokens && wait - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            Monitor.Wait(_gate, left);
        }
    }

    private void Fill(EncodingBatch batch, LinkedListNode<EncodingCall> turn)
    {
        Take(turn, batch);
        if (turn.Value.WaitingTokens > 0)
        {
            _turns.Remove(turn);
            _turns.AddLast(turn);
        }

        var other = _turns.First;
        for (var seen = 0; shares && seen < MostSharing && other is not null && !batch.IsFull; seen++)
        {
            var next = other.Next;
            Take(other, batch);
            other = next;
        }
    }

    private void Take(LinkedListNode<EncodingCall> turn, EncodingBatch batch)
    {
        var call = turn.Value;
        _tokens -= call.WaitingTokens;
        call.Fill(batch);
        _tokens += call.WaitingTokens;
        if (call.WaitingTokens == 0)
        {
            _turns.Remove(turn);
        }
    }
}
