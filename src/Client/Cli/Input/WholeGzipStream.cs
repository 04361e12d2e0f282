using System.IO.Compression;

namespace Detector.Cli.Input;

/// <summary>
/// Decompresses gzip and throws when the data is cut short, which <see cref="GZipStream"/> takes for its end. A further gzip
/// member with a known content is put after the data: it comes out whole only when the data before it was whole.
/// </summary>
internal sealed class WholeGzipStream : ForwardStream
{
    private static readonly byte[] Mark = [.. "\0the data was whole\0"u8];

    // Read in the middle of cut data, the mark decompresses to rubbish of at most 1032 times its size (the limit of deflate);
    // that much is held back so that none of it is given out before the error.
    private const int HeldBack = 96 << 10;

    private readonly GZipStream _inner;
    private readonly byte[] _held = new byte[2 * HeldBack];
    private int _start;
    private int _end;
    private bool _isWhole;

    /// <param name="compressed">One or more gzip members; disposed of with this stream.</param>
    public WholeGzipStream(Stream compressed)
    {
        _inner = new GZipStream(new MarkedStream(compressed), CompressionMode.Decompress);
    }

    /// <exception cref="InvalidDataException">The data is damaged or cut short.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!_isWhole && _end - _start <= HeldBack)
        {
            await FillAsync(cancellationToken);
        }

        var given = Math.Min(buffer.Length, _isWhole ? _end - _start : _end - _start - HeldBack);
        _held.AsSpan(_start, given).CopyTo(buffer.Span);
        _start += given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        _held.AsSpan(_start, _end - _start).CopyTo(_held);
        (_start, _end) = (0, _end - _start);
        var read = await _inner.ReadAsync(_held.AsMemory(_end), cancellationToken);
        _end += read;
        if (read > 0)
        {
            return;
        }

        if (!_held.AsSpan(0, _end).EndsWith(Mark))
        {
            throw new InvalidDataException("The gzip data is cut short.");
        }

        _end -= Mark.Length;
        _isWhole = true;
    }

    private sealed class MarkedStream(Stream data) : ForwardStream
    {
        private readonly MemoryStream _mark = new(Compress(Mark));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await data.ReadAsync(buffer, cancellationToken) is var read and > 0 ? read : await _mark.ReadAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                data.Dispose();
                _mark.Dispose();
            }

            base.Dispose(disposing);
        }

        private static byte[] Compress(byte[] content)
        {
            using var compressed = new MemoryStream();
            using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            {
                gzip.Write(content);
            }

            return compressed.ToArray();
        }
    }
}
