using System.Threading.Channels;
using Detector.V1;

namespace Detector.Client.Observing;

/// <summary>
/// The messages that are made of buffered samples and not acknowledged yet. A message is kept until the service has acknowledged it, so
/// that a stream that ended, for whatever reason, is followed by one that goes on after what is durable.
/// </summary>
/// <param name="buffer">The buffered samples.</param>
/// <param name="options">The client's: sizes of messages and how long samples wait for others.</param>
/// <param name="tally">Counts.</param>
/// <param name="flushes">Those who wait.</param>
internal sealed class ObserverBatches(
    ChannelReader<BufferedSample> buffer, DetectorClientOptions options, ObserverTally tally, Flushes flushes)
{
    private readonly Lock _gate = new();
    private readonly List<IReadOnlyList<BufferedSample>> _waiting = [];
    private long _acknowledged;

    /// <summary>Waits until there is something to send.</summary>
    /// <returns>False when there is nothing and never will be.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken) =>
        _waiting.Count > 0 || await buffer.WaitToReadAsync(cancellationToken);

    /// <summary>The messages for a stream that begins.</summary>
    /// <param name="acknowledged">Number of the last message that is durable.</param>
    /// <param name="refusal">What the stream before it was refused with because of the first message that is not durable; null without.</param>
    public IAsyncEnumerable<IReadOnlyList<Sample>> After(long acknowledged, BatchRefusal? refusal)
    {
        lock (_gate)
        {
            // A smaller number than before is of a service that lost its store: what it had acknowledged cannot be sent again.
            _acknowledged = Math.Min(_acknowledged, acknowledged);
            Acknowledge(acknowledged);
            if (refusal is not null && _waiting.Count > 0)
            {
                Refuse(refusal);
            }

            return ReadAsync([.. _waiting]);
        }
    }

    /// <summary>The service has acknowledged all messages up to a number.</summary>
    /// <returns>True when some of them were not acknowledged before.</returns>
    public bool Acknowledge(long number)
    {
        lock (_gate)
        {
            var count = (int)Math.Clamp(number - _acknowledged, 0, _waiting.Count);
            foreach (var batch in _waiting.Take(count))
            {
                tally.Acknowledge(batch.Count, Bytes(batch));
            }

            _waiting.RemoveRange(0, count);
            _acknowledged = Math.Max(_acknowledged, number);
            flushes.Note();
            return count > 0;
        }
    }

    /// <summary>Drops everything that is left, when nothing is sent any more.</summary>
    /// <returns>Samples dropped.</returns>
    public int DropAll()
    {
        lock (_gate)
        {
            while (Take() is not null)
            {
            }

            var count = _waiting.Sum(batch => batch.Count);
            tally.DropBuffered(DropReason.Closed, count, _waiting.Sum(Bytes));
            _waiting.Clear();
            flushes.Note();
            return count;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<Sample>> ReadAsync(
        IReadOnlyList<BufferedSample>[] kept,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var batch in kept)
        {
            yield return SamplesOf(batch);
        }

        while (await buffer.WaitToReadAsync(cancellationToken))
        {
            await flushes.LingerAsync(options.ChunkWait, options.TimeProvider, cancellationToken);
            while (!cancellationToken.IsCancellationRequested && TakeForSending() is { } batch)
            {
                yield return SamplesOf(batch);
            }
        }
    }

    private List<BufferedSample>? TakeForSending()
    {
        lock (_gate)
        {
            if (Take() is not { } batch)
            {
                return null;
            }

            tally.Send(batch.Count);
            return batch;
        }
    }

    private List<BufferedSample>? Take()
    {
        List<BufferedSample> batch = [];
        long bytes = 0;
        while (batch.Count < options.ChunkSamples && buffer.TryPeek(out var next) && (batch.Count == 0 || bytes + next.Bytes <= options.ChunkBytes))
        {
            buffer.TryRead(out _);
            batch.Add(next);
            bytes += next.Bytes;
        }

        if (batch.Count == 0)
        {
            return null;
        }

        _waiting.Add(batch);
        return batch;
    }

    // Later messages are not durable either, so they may take other numbers than they had.
    private void Refuse(BatchRefusal refusal)
    {
        var batch = _waiting[0];
        _waiting.RemoveAt(0);
        var parts = refusal.Split(batch);
        _waiting.InsertRange(0, parts.Where(part => part.Count > 0));
        tally.DropBuffered(DropReason.Refused, batch.Count - parts.Sum(part => part.Count), Bytes(batch) - parts.Sum(Bytes));
        flushes.Note();
    }

    private static long Bytes(IReadOnlyList<BufferedSample> batch) => batch.Sum(sample => (long)sample.Bytes);

    private static List<Sample> SamplesOf(IReadOnlyList<BufferedSample> batch) => [.. batch.Select(buffered => buffered.Sample)];
}
