using System.Data;
using System.Data.Common;

namespace Detector.Host.Storage.Sql;

/// <summary>Reads a reference's content from the rows of table reference_chunk.</summary>
internal sealed class ChunkReader : Stream
{
    private readonly DbCommand _select;
    private readonly DbDataReader _rows;
    private readonly CancellationToken _cancellation;
    private ReadOnlyMemory<byte> _chunk;
    private long _position;

    /// <summary>Starts at the first chunk.</summary>
    public ChunkReader(SqlSession session, long referenceId, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _select = session.Command("SELECT bytes FROM reference_chunk WHERE reference_id = @reference ORDER BY ordinal");
        _select.AddParameter("@reference", DbType.Int64, referenceId);
        _rows = _select.ExecuteReader();
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_chunk.IsEmpty)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!_rows.Read())
            {
                return 0;
            }

            _chunk = _rows.GetFieldValue<byte[]>(0);
        }

        var part = Math.Min(buffer.Length, _chunk.Length);
        _chunk.Span[..part].CopyTo(buffer);
        _chunk = _chunk[part..];
        _position += part;
        return part;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _select.Dispose();
        }

        base.Dispose(disposing);
    }
}
