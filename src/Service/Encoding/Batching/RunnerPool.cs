namespace Detector.Encoding.Batching;

/// <summary>Threads that take batches from the queue and run the model on them.</summary>
internal sealed class RunnerPool
{
    // Before anything is measured: what a slow core does with the bundled float encoder.
    private const double AssumedTokensPerSecond = 5_000;

    private readonly EncodingQueue _queue;
    private readonly IEmbeddingModel _model;
    private readonly TimeProvider _time;
    private readonly Task[] _runners;
    private long _doneTokens;
    private long _busyTicks;

    /// <summary>Starts the runners.</summary>
    public RunnerPool(EncodingQueue queue, IEmbeddingModel model, int runners, TimeProvider time)
    {
        (_queue, _model, _time) = (queue, model, time);
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
        while (_queue.TryTake(out var call, out var batch))
        {
            var started = _time.GetTimestamp();
            try
            {
                call.Complete(batch, _model.Run(call.InputsOf(batch)));
            }
            catch (Exception error)
            {
                _queue.Drop(call);
                call.Fail(error);
            }

            Interlocked.Add(ref _busyTicks, _time.GetTimestamp() - started);
            Interlocked.Add(ref _doneTokens, batch.PaddedTokens);
        }
    }
}
