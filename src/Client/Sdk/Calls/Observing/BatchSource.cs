using System.Runtime.ExceptionServices;
using Detector.V1;

namespace Detector.Client.Calls.Observing;

/// <summary>The caller's samples, message by message. An error of theirs is kept until what came before it is acknowledged.</summary>
/// <param name="batches">The messages.</param>
/// <param name="cancellationToken">Ends the reading.</param>
internal sealed class BatchSource(IAsyncEnumerable<IReadOnlyList<Sample>> batches, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly PendingReads<IReadOnlyList<Sample>> _reads = new(batches, cancellationToken);
    private ExceptionDispatchInfo? _error;

    /// <summary>There are no more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The next message is there, or the end.</summary>
    public Task Next => _reads.Next;

    /// <summary>Takes the next message.</summary>
    /// <returns>Its samples; none at the end.</returns>
    public async Task<IReadOnlyList<Sample>> TakeAsync()
    {
        try
        {
            HasEnded = !await _reads.ReadAsync();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            (HasEnded, _error) = (true, ExceptionDispatchInfo.Capture(e));
        }

        return HasEnded ? [] : _reads.Current;
    }

    /// <summary>Throws what ended the messages, if anything did.</summary>
    public void ThrowError() => _error?.Throw();

    public ValueTask DisposeAsync() => _reads.DisposeAsync();
}
