using System.Data;
using System.Data.Common;
using System.Security.Cryptography;

namespace Detector.Host.Storage.Sql;

/// <summary>Writes a reference's content as rows of table reference_chunk, and hashes it on the way.</summary>
internal sealed class ChunkWriter : Stream
{
    private const int ChunkBytes = 1 << 20;

    private readonly byte[] _chunk = new byte[ChunkBytes];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly DbCommand _insert;
    private readonly DbParameter _ordinal;
    private readonly DbParameter _bytes;
    private readonly CancellationToken _cancellation;
    private int _filled;
    private long _written;
    private int _chunks;

    /// <summary>Starts at the first chunk.</summary>
    public ChunkWriter(SqlSession session, long referenceId, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _insert = session.Command("INSERT INTO reference_chunk (reference_id, ordinal, bytes) VALUES (@reference, @ordinal, @bytes)");
        _insert.AddParameter("@reference", DbType.Int64, referenceId);
        _ordinal = _insert.AddParameter("@ordinal", DbType.Int64);
        _bytes = _insert.AddParameter("@bytes", DbType.Binary);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _written;

    /// <inheritdoc/>
    public override long Position
    {
        get => _written;
        set => throw new NotSupportedException();
    }

    /// <summary>Writes the last chunk.</summary>
    /// <returns>Number of bytes, and their SHA-256 in lower-case hexadecimal.</returns>
    public (long Bytes, string Hash) Complete()
    {
        Insert();
        return (_written, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer);
        _written += buffer.Length;
        while (!buffer.IsEmpty)
        {
            var part = Math.Min(buffer.Length, ChunkBytes - _filled);
            buffer[..part].CopyTo(_chunk.AsSpan(_filled));
            buffer = buffer[part..];
            _filled += part;
            if (_filled == ChunkBytes)
            {
                Insert();
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _insert.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Insert()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_filled == 0)
        {
            return;
        }

        _ordinal.Value = (long)_chunks++;
        _bytes.Value = _filled == ChunkBytes ? _chunk : _chunk[.._filled];
        _insert.ExecuteNonQuery();
        _filled = 0;
    }
}
