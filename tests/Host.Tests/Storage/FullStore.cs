using Detector.Host.Storage;
using Detector.Host.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Tests.Storage;

/// <summary>A store whose disk is full when content is written.</summary>
internal sealed class FullStore(SqliteReferenceStore store) : IReferenceStore
{
    public string Location => store.Location;

    public void Prepare() => store.Prepare();

    public Task<StoredReference?> FindAsync(string name, CancellationToken cancellation) => store.FindAsync(name, cancellation);

    public Task<IReadOnlyList<StoredReference>> ListAsync(string after, int limit, CancellationToken cancellation) =>
        store.ListAsync(after, limit, cancellation);

    public Task<int> CountAsync(CancellationToken cancellation) => store.CountAsync(cancellation);

    public Task<StoredRequest?> FindRequestAsync(string requestId, CancellationToken cancellation) =>
        store.FindRequestAsync(requestId, cancellation);

    public Task<StoredReference> AddAsync(
        StoredReference reference, StoredRequest? request, int maximum, Action<Stream> writeContent, CancellationToken cancellation) =>
        store.AddAsync(
            reference,
            request,
            maximum,
            _ => throw new SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL),
            cancellation);

    public Task<T> ReadContentAsync<T>(StoredReference reference, Func<Stream, T> readContent, CancellationToken cancellation) =>
        store.ReadContentAsync(reference, readContent, cancellation);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => store.DeleteAsync(name, cancellation);
}
