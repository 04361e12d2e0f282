namespace Detector.Cli.Input;

/// <summary>A forward stream whose first bytes can be looked at before they are read; standard input cannot be rewound.</summary>
/// <param name="inner">The stream; disposed of with this one.</param>
/// <param name="onRead">Told how many bytes were taken from <paramref name="inner"/>.</param>
internal sealed class PeekableStream(Stream inner, Action<int> onRead) : ForwardStream
{
    private byte[] _peeked = [];
    private int _taken;

    /// <summary>The first bytes, at most <paramref name="count"/>. To be called before any read; may be called again.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        if (_peeked.Length < count)
        {
            var bytes = new byte[count];
            _peeked.CopyTo(bytes, 0);
            var more = bytes.AsMemory(_peeked.Length);
            var read = await inner.ReadAtLeastAsync(more, more.Length, throwOnEndOfStream: false, cancellationToken);
            onRead(read);
            _peeked = bytes[..(_peeked.Length + read)];
        }

        return _peeked.AsMemory(0, Math.Min(count, _peeked.Length));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var taken = Math.Min(buffer.Length, _peeked.Length - _taken);
        if (taken > 0)
        {
            _peeked.AsSpan(_taken, taken).CopyTo(buffer.Span);
            _taken += taken;
            return taken;
        }

        var read = await inner.ReadAsync(buffer, cancellationToken);
        onRead(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
