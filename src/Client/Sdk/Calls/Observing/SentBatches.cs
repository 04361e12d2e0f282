using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Calls.Observing;

/// <summary>The messages of an observe stream that are numbered and not acknowledged, in order.</summary>
/// <param name="streamId">The stream's id, for errors.</param>
internal sealed class SentBatches(string streamId)
{
    private readonly Queue<ObserveBatch> _waiting = [];
    private long _last;

    /// <summary>The messages that are not acknowledged.</summary>
    public IReadOnlyCollection<ObserveBatch> Waiting => _waiting;

    /// <summary>Number of the last message that is acknowledged; null before the first acknowledgement.</summary>
    public long? Acknowledged { get; private set; }

    /// <summary>Number of the window that the last acknowledged sample went to.</summary>
    public long Window { get; private set; }

    /// <summary>Samples numbered so far.</summary>
    public long Samples { get; private set; }

    /// <summary>Samples of them that are acknowledged.</summary>
    public long AcknowledgedSamples => Samples - _waiting.Sum(batch => (long)batch.Samples.Count);

    /// <summary>Gives samples the next number.</summary>
    public ObserveBatch Add(IReadOnlyList<Sample> samples, string generation)
    {
        var batch = new ObserveBatch { Sequence = ++_last, Generation = generation, Samples = { samples } };
        _waiting.Enqueue(batch);
        Samples += samples.Count;
        return batch;
    }

    /// <summary>Notes what a stream, just opened, says first. The very first answer sets where numbers begin.</summary>
    /// <exception cref="DetectorException">The service has forgotten what it had acknowledged, or knows messages not sent here.</exception>
    public void Resume(ObserveStreamResponse response)
    {
        if (Acknowledged is null)
        {
            (_last, Acknowledged, Window) = (response.Acknowledged, response.Acknowledged, response.Window);
        }
        else if (response.Acknowledged < Acknowledged)
        {
            throw new DetectorException(
                $"The service had acknowledged {Acknowledged} messages of the stream '{streamId}' and now knows {response.Acknowledged}: "
                + "its memory of the stream, or its store, is gone. Check which samples the monitor has and send the rest under another stream id.",
                StatusCode.DataLoss,
                null);
        }
        else
        {
            Note(response);
        }
    }

    /// <summary>Notes an acknowledgement.</summary>
    /// <returns>True when it is of something new.</returns>
    /// <exception cref="DetectorException">It is of messages not sent here.</exception>
    public bool Note(ObserveStreamResponse response)
    {
        if (response.Acknowledged > _last)
        {
            throw new DetectorException(
                $"The service acknowledges message {response.Acknowledged} of the stream '{streamId}', of which this client has sent {_last}: "
                + "another client uses the same stream id. Give each a stream id of its own.",
                StatusCode.Aborted,
                null);
        }

        if (response.Acknowledged <= Acknowledged)
        {
            return false;
        }

        (Acknowledged, Window) = (response.Acknowledged, response.Window);
        while (_waiting.TryPeek(out var batch) && batch.Sequence <= response.Acknowledged)
        {
            _waiting.Dequeue();
        }

        return true;
    }
}
