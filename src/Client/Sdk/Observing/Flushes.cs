namespace Detector.Client.Observing;

/// <summary>Those who wait until the samples given so far are settled, and the hurry that this makes.</summary>
/// <param name="tally">Knows how many are settled.</param>
internal sealed class Flushes(ObserverTally tally)
{
    private readonly Lock _gate = new();
    private readonly List<(long Until, TaskCompletionSource Done)> _waiting = [];
    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closing;

    /// <summary>Waits until every sample accepted so far is acknowledged or dropped.</summary>
    public Task FlushAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Add((tally.Accepted, done));
        }

        Note();
        Hurry();
        return done.Task;
    }

    /// <summary>Nothing waits any more from now on.</summary>
    public void Close()
    {
        Volatile.Write(ref _closing, true);
        Hurry();
    }

    /// <summary>Ends the waits that are over.</summary>
    public void Note()
    {
        lock (_gate)
        {
            var settled = tally.Settled;
            foreach (var (_, done) in _waiting.Where(flush => flush.Until <= settled))
            {
                done.SetResult();
            }

            _waiting.RemoveAll(flush => flush.Until <= settled);
        }
    }

    /// <summary>Lets samples wait for others to share their message, unless somebody waits for them.</summary>
    /// <param name="longest">Longest wait.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task LingerAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Taken before the look at who waits: one who comes after that ends this very wait.
        var hurry = Volatile.Read(ref _hurry);
        if (!Volatile.Read(ref _closing) && !IsAwaited())
        {
            await hurry.Task.WaitAsync(longest, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsAwaited()
    {
        lock (_gate)
        {
            return _waiting.Count > 0;
        }
    }

    private void Hurry() =>
        Interlocked.Exchange(ref _hurry, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
