namespace Detector.Client.Calls;

/// <summary>Reads a sequence so that one can do something else while its next element is not there yet.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class PendingReads<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly IAsyncEnumerator<T> _source;
    private Task<bool>? _next;

    public PendingReads(IAsyncEnumerable<T> source, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source = source.GetAsyncEnumerator(_end.Token);
    }

    /// <summary>The next element is there, or the end; begins to read it when nothing else has.</summary>
    public Task Next => _next ??= _source.MoveNextAsync().AsTask();

    /// <summary>The element read last; valid until the next one is begun.</summary>
    public T Current => _source.Current;

    /// <summary>Waits for the next element or the end, at most for a time.</summary>
    /// <returns>True when it is there.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock)
    {
        if (!Next.IsCompleted && longest > TimeSpan.Zero)
        {
            await Next.WaitAsync(longest, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Next.IsCompleted;
    }

    /// <summary>Takes the next element, which is then <see cref="Current"/>.</summary>
    /// <returns>False at the end.</returns>
    public async Task<bool> ReadAsync()
    {
        var next = _next ?? _source.MoveNextAsync().AsTask();
        _next = null;
        return await next;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_next is { } pending)
        {
            // A source must not be disposed of while it reads.
            await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _source.DisposeAsync();
        _end.Dispose();
    }
}
