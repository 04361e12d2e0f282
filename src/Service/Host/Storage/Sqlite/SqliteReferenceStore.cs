using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Storage.Sqlite;

/// <summary>
/// References in one SQLite file. Several processes may share the file: readers never wait, writers wait for each other.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class SqliteReferenceStore(SqliteFile file) : IReferenceStore, IDisposable
{
    // SQLite lets one writer in; a queue in the process is fair and wakes at once, SQLite's own wait polls.
    private readonly SemaphoreSlim _writer = new(1);

    /// <inheritdoc/>
    public string Location => file.Path;

    /// <inheritdoc/>
    public void Prepare() => file.Prepare();

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        file.Close();
    }

    /// <inheritdoc/>
    public Task<StoredReference?> FindAsync(string name, CancellationToken cancellation) =>
        RunAsync(connection => Find(connection, null, name), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReference>> ListAsync(string after, int limit, CancellationToken cancellation) =>
        RunAsync<IReadOnlyList<StoredReference>>(
            connection =>
            [
                .. connection.Query<ReferenceRow>(
                    $"SELECT {ReferenceRow.Columns} FROM reference WHERE name > @after ORDER BY name LIMIT @limit", new { after, limit })
                    .Select(row => row.ToReference()),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReference>> ListCalibratingAsync(CancellationToken cancellation) =>
        RunAsync<IReadOnlyList<StoredReference>>(
            connection =>
            [
                .. connection.Query<ReferenceRow>($"SELECT {ReferenceRow.Columns} FROM reference WHERE state = 'calibrating' ORDER BY id")
                    .Select(row => row.ToReference()),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellation) => RunAsync(connection => Count(connection, null), cancellation);

    /// <inheritdoc/>
    public Task<StoredRequest?> FindRequestAsync(string requestId, CancellationToken cancellation) =>
        RunAsync(connection => FindRequest(connection, null, requestId), cancellation);

    /// <inheritdoc/>
    public Task<StoredReference> AddAsync(
        StoredReference reference, StoredRequest? request, int maximum, Action<Stream> writeContent, CancellationToken cancellation) =>
        WriteAsync((connection, transaction) => Add(connection, transaction, reference, request, maximum, writeContent, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<T> ReadContentAsync<T>(StoredReference reference, Func<Stream, T> readContent, CancellationToken cancellation) =>
        RunAsync(connection => ReadContent(connection, reference, readContent, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<StoredReference?> CompleteAsync(
        StoredReference reference, Action<Stream> writeContent, CancellationToken cancellation)
    {
        var ready = await WriteAsync(
            (connection, transaction) => StateChange.Complete(connection, transaction, reference, writeContent, cancellation), cancellation);
        await EmptyLogAsync();
        return ready;
    }

    /// <inheritdoc/>
    public async Task<bool> FailAsync(StoredReference reference, string failure, CancellationToken cancellation)
    {
        var failed = await WriteAsync((connection, transaction) => StateChange.Fail(connection, transaction, reference, failure), cancellation);
        await EmptyLogAsync();
        return failed;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellation)
    {
        var deleted = await WriteAsync(
            (connection, transaction) => connection.Execute("DELETE FROM reference WHERE name = @name", new { name }, transaction) > 0,
            cancellation);
        await EmptyLogAsync();
        return deleted;
    }

    private static StoredReference? Find(SqliteConnection connection, SqliteTransaction? transaction, string name) =>
        connection.QuerySingleOrDefault<ReferenceRow>(
            $"SELECT {ReferenceRow.Columns} FROM reference WHERE name = @name", new { name }, transaction)?.ToReference();

    private static int Count(SqliteConnection connection, SqliteTransaction? transaction) =>
        connection.ExecuteScalar<int>("SELECT count(*) FROM reference", transaction: transaction);

    private static StoredRequest? FindRequest(SqliteConnection connection, SqliteTransaction? transaction, string requestId) =>
        connection.QuerySingleOrDefault<StoredRequest>(
            """
            SELECT request_id AS RequestId, request.content_hash AS ContentHash, reference.name AS ReferenceName
            FROM request JOIN reference ON reference.id = request.reference_id
            WHERE request_id = @requestId
            """,
            new { requestId },
            transaction);

    private static StoredReference Add(
        SqliteConnection connection,
        SqliteTransaction transaction,
        StoredReference reference,
        StoredRequest? request,
        int maximum,
        Action<Stream> writeContent,
        CancellationToken cancellation)
    {
        var existing = Find(connection, transaction, reference.Name);
        if (request is not null && FindRequest(connection, transaction, request.RequestId) is { } earlier)
        {
            return earlier == request && existing is not null ? existing : throw StoreRefusals.RequestIdReused(request.RequestId);
        }

        if (existing is not null)
        {
            throw StoreRefusals.ReferenceExists(reference.Name);
        }

        if (Count(connection, transaction) >= maximum)
        {
            throw StoreRefusals.TooManyReferences(maximum);
        }

        var id = connection.ExecuteScalar<long>(ReferenceRow.Insert, ReferenceRow.From(reference), transaction);
        using var content = new ChunkWriter(connection, transaction, id, cancellation);
        writeContent(content);
        var (bytes, hash) = content.Complete();
        connection.Execute(
            "UPDATE reference SET stored_bytes = @bytes, content_hash = @hash WHERE id = @id", new { bytes, hash, id }, transaction);
        if (request is not null)
        {
            connection.Execute(
                "INSERT INTO request (request_id, content_hash, reference_id) VALUES (@RequestId, @ContentHash, @id)",
                new { request.RequestId, request.ContentHash, id },
                transaction);
        }

        return reference with { Id = id, StoredBytes = bytes, ContentHash = hash };
    }

    private static T ReadContent<T>(
        SqliteConnection connection, StoredReference reference, Func<Stream, T> readContent, CancellationToken cancellation)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        if (Find(connection, transaction, reference.Name)?.Id != reference.Id)
        {
            throw StoreRefusals.ReferenceNotFound(reference.Name);
        }

        // Hashed before it is parsed: a damaged length must not make the parser take gigabytes.
        using (var content = new ChunkReader(connection, transaction, reference.Id, cancellation))
        {
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != reference.ContentHash)
            {
                throw StoreRefusals.ContentDamaged(reference.Name);
            }
        }

        using var chunks = new ChunkReader(connection, transaction, reference.Id, cancellation);
        return readContent(chunks);
    }

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> work, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            return await RunAsync(
                connection =>
                {
                    using var transaction = connection.BeginTransaction(deferred: false);
                    var result = work(connection, transaction);
                    transaction.Commit();
                    return result;
                },
                cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }

    // The log still holds pages of what was removed, texts among them. When a reader keeps it from being emptied, or it cannot be
    // for another reason, later commits overwrite it; what was committed stands either way.
    private Task EmptyLogAsync() =>
        Task.Run(() =>
        {
            try
            {
                using var connection = file.Open();
                connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException)
            {
            }
        });

    private Task<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellation) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var connection = file.Open();
                    return work(connection);
                }
                catch (SqliteException exception) when (SqliteFault.Translate(exception) is { } fault)
                {
                    throw fault;
                }
            },
            cancellation);
}
