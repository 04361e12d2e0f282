namespace Detector.Client.Calls;

/// <summary>
/// Chunks that can be read again from the start while they fit into a budget, because a source such as standard input
/// cannot be read twice but a refused stream should be repeated.
/// </summary>
internal sealed class ReplayableChunks(IAsyncEnumerable<SampleChunk> chunks, long replayBytes, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SampleChunk> _source = chunks.GetAsyncEnumerator(cancellationToken);
    private readonly List<SampleChunk> _kept = [];
    private long _keptBytes;
    private bool _ended;

    /// <summary>True while every chunk read so far is kept.</summary>
    public bool CanReplay { get; private set; } = true;

    /// <summary>Reads the kept chunks, then the rest of the source.</summary>
    public async IAsyncEnumerable<SampleChunk> ReadAsync()
    {
        foreach (var chunk in _kept.ToArray())
        {
            yield return chunk;
        }

        while (!_ended)
        {
            if (!await _source.MoveNextAsync())
            {
                _ended = true;
                yield break;
            }

            Keep(_source.Current);
            yield return _source.Current;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private void Keep(SampleChunk chunk)
    {
        _keptBytes += chunk.Bytes;
        if (CanReplay && _keptBytes <= replayBytes)
        {
            _kept.Add(chunk);
            return;
        }

        CanReplay = false;
        _kept.Clear();
    }
}
