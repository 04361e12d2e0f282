using System.Security.Cryptography;

namespace Detector.Host.Storage.Sql;

/// <summary>References in a database.</summary>
/// <param name="engine">The database.</param>
internal sealed class SqlReferenceStore(ISqlEngine engine) : IReferenceStore
{
    /// <inheritdoc/>
    public Task<StoredReference?> FindAsync(string name, CancellationToken cancellation) =>
        engine.ReadAsync(session => Find(session, name), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReference>> ListAsync(string after, int limit, CancellationToken cancellation) =>
        engine.ReadAsync<IReadOnlyList<StoredReference>>(
            session =>
            [
                .. session.Query<ReferenceRow>(
                    $"SELECT {ReferenceRow.Columns} FROM reference WHERE name > @after ORDER BY name LIMIT @limit", new { after, limit })
                    .Select(row => row.ToReference()),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReference>> ListCalibratingAsync(CancellationToken cancellation) =>
        engine.ReadAsync<IReadOnlyList<StoredReference>>(
            session =>
            [
                .. session.Query<ReferenceRow>($"SELECT {ReferenceRow.Columns} FROM reference WHERE state = 'calibrating' ORDER BY id")
                    .Select(row => row.ToReference()),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellation) => engine.ReadAsync(session => Count(session), cancellation);

    /// <inheritdoc/>
    public Task<StoredRequest?> FindRequestAsync(string requestId, CancellationToken cancellation) =>
        engine.ReadAsync(session => FindRequest(session, requestId), cancellation);

    /// <inheritdoc/>
    public Task<StoredReference> AddAsync(
        StoredReference reference, StoredRequest? request, int maximum, Action<Stream> writeContent, CancellationToken cancellation) =>
        engine.WriteAloneAsync(session => Add(session, reference, request, maximum, writeContent, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<T> ReadContentAsync<T>(StoredReference reference, Func<Stream, T> readContent, CancellationToken cancellation) =>
        engine.ReadAsync(session => ReadContent(session, reference, readContent, cancellation), cancellation);

    /// <inheritdoc/>
    public async Task<StoredReference?> CompleteAsync(
        StoredReference reference, Action<Stream> writeContent, CancellationToken cancellation)
    {
        var ready = await engine.WriteAloneAsync(
            session => StateChange.Complete(session, reference, writeContent, cancellation), cancellation);
        await engine.ForgetAsync();
        return ready;
    }

    /// <inheritdoc/>
    public async Task<bool> FailAsync(StoredReference reference, string failure, CancellationToken cancellation)
    {
        var failed = await engine.WriteAloneAsync(session => StateChange.Fail(session, reference, failure), cancellation);
        await engine.ForgetAsync();
        return failed;
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellation)
    {
        var deleted = await engine.WriteAloneAsync(
            session =>
            {
                var monitors = session.Query<string>(
                    "SELECT name FROM monitor WHERE reference_id = (SELECT id FROM reference WHERE name = @name) ORDER BY name LIMIT 5", new { name });
                return monitors.Count == 0
                    ? session.Execute("DELETE FROM reference WHERE name = @name", new { name }) > 0
                    : throw StoreRefusals.ReferenceInUse(name, monitors);
            },
            cancellation);
        await engine.ForgetAsync();
        return deleted;
    }

    private static StoredReference? Find(SqlSession session, string name) =>
        session.Find<ReferenceRow>(
            $"SELECT {ReferenceRow.Columns} FROM reference WHERE name = @name", new { name })?.ToReference();

    private static int Count(SqlSession session) =>
        session.Scalar<int>("SELECT count(*) FROM reference");

    private static StoredRequest? FindRequest(SqlSession session, string requestId) =>
        session.Find<StoredRequest>(
            """
            SELECT request_id AS RequestId, request.content_hash AS ContentHash, reference.name AS ReferenceName
            FROM request JOIN reference ON reference.id = request.reference_id
            WHERE request_id = @requestId
            """,
            new { requestId });

    private static StoredReference Add(
        SqlSession session,
        StoredReference reference,
        StoredRequest? request,
        int maximum,
        Action<Stream> writeContent,
        CancellationToken cancellation)
    {
        var existing = Find(session, reference.Name);
        if (request is not null && FindRequest(session, request.RequestId) is { } earlier)
        {
            return earlier == request && existing is not null ? existing : throw StoreRefusals.RequestIdReused(request.RequestId);
        }

        if (existing is not null)
        {
            throw StoreRefusals.ReferenceExists(reference.Name);
        }

        if (Count(session) >= maximum)
        {
            throw StoreRefusals.TooManyReferences(maximum);
        }

        var id = session.Scalar<long>(ReferenceRow.Insert, ReferenceRow.From(reference));
        using var content = new ChunkWriter(session, id, cancellation);
        writeContent(content);
        var (bytes, hash) = content.Complete();
        session.Execute(
            "UPDATE reference SET stored_bytes = @bytes, content_hash = @hash WHERE id = @id", new { bytes, hash, id });
        if (request is not null)
        {
            session.Execute(
                "INSERT INTO request (request_id, content_hash, reference_id) VALUES (@RequestId, @ContentHash, @id)",
                new { request.RequestId, request.ContentHash, id });
        }

        return reference with { Id = id, StoredBytes = bytes, ContentHash = hash };
    }

    private static T ReadContent<T>(
        SqlSession session, StoredReference reference, Func<Stream, T> readContent, CancellationToken cancellation)
    {
        if (Find(session, reference.Name)?.Id != reference.Id)
        {
            throw StoreRefusals.ReferenceNotFound(reference.Name);
        }

        // Hashed before it is parsed: a damaged length must not make the parser take gigabytes.
        using (var content = new ChunkReader(session, reference.Id, cancellation))
        {
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != reference.ContentHash)
            {
                throw StoreRefusals.ContentDamaged(reference.Name);
            }
        }

        using var chunks = new ChunkReader(session, reference.Id, cancellation);
        return readContent(chunks);
    }
}
