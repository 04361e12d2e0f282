using System.Buffers;

namespace Detector.Encoding.Batching;

/// <summary>Threads that take batches from the queue and run the model on them.</summary>
internal sealed class RunnerPool
{
    // Before anything is measured: what a slow core does with the bundled float encoder.
    private const double AssumedTokensPerSecond = 5_000;

    private readonly EncodingQueue _queue;
    private readonly IEmbeddingModel _model;
    private readonly int _batchTokens;
    private readonly Action<ModelRun>? _ran;
    private readonly TimeProvider _time;
    private readonly Task[] _runners;
    private long _doneTokens;
    private long _busyTicks;

    /// <summary>Starts the runners.</summary>
    /// <param name="queue">Where batches come from.</param>
    /// <param name="model">The model.</param>
    /// <param name="runners">Number of threads.</param>
    /// <param name="batchTokens">Padded tokens aimed at per batch.</param>
    /// <param name="ran">Told of every run; null for nobody.</param>
    /// <param name="time">The clock by which their speed is known.</param>
    public RunnerPool(EncodingQueue queue, IEmbeddingModel model, int runners, int batchTokens, Action<ModelRun>? ran, TimeProvider time)
    {
        (_queue, _model, _batchTokens, _ran, _time) = (queue, model, batchTokens, ran, time);
        _runners = [.. Enumerable.Range(0, runners).Select(_ =>
            Task.Factory.StartNew(RunBatches, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>Done when the queue is closed and every batch in it ran.</summary>
    public Task Drained => Task.WhenAll(_runners);

    /// <summary>How long the runners need for some tokens, by what they did so far; at least a tenth of a second, at most a minute.</summary>
    public TimeSpan TimeFor(long tokens)
    {
        var busy = _time.GetElapsedTime(0, Interlocked.Read(ref _busyTicks)).TotalSeconds;
        var speed = busy > 0 ? Interlocked.Read(ref _doneTokens) / busy : AssumedTokensPerSecond;
        return TimeSpan.FromSeconds(Math.Clamp(tokens / (speed * _runners.Length), 0.1, 60));
    }

    private void RunBatches()
    {
        var batch = new EncodingBatch(_batchTokens);
        while (_queue.TryTake(batch))
        {
            var started = _time.GetTimestamp();
            try
            {
                Run(batch);
            }
            catch (Exception error)
            {
                Separate(batch, error);
            }

            Interlocked.Add(ref _busyTicks, _time.GetTimestamp() - started);
            Interlocked.Add(ref _doneTokens, batch.Tokens);
            batch.Clear();
        }
    }

    private void Run(EncodingBatch batch)
    {
        var dimension = _model.Dimension;
        var buffer = ArrayPool<float>.Shared.Rent(batch.Count * dimension);
        try
        {
            var embeddings = buffer.AsSpan(0, batch.Count * dimension);
            _model.Run(batch, embeddings);
            _ran?.Invoke(new(batch.Count, batch.Tokens, batch.PaddedTokens));
            for (var place = 0; place < batch.Count; place++)
            {
                batch[place].Call.Complete(batch[place].Input, embeddings.Slice(place * dimension, dimension));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>A failed run ends the call it is of. Of several calls each runs again by itself, so that only the one at fault fails.</summary>
    private void Separate(EncodingBatch failed, Exception error)
    {
        var parts = failed.ByCall();
        if (parts.Count == 1)
        {
            _queue.Drop(failed[0].Call);
            failed[0].Call.Fail(error);
            return;
        }

        foreach (var part in parts)
        {
            try
            {
                Run(part);
            }
            catch (Exception again)
            {
                Separate(part, again);
            }
        }
    }
}
