using Detector.Host.Storage;
using Detector.Host.Storage.Sql;

namespace Detector.Host.Tests.Storage;

/// <summary>A real store, of which a test changes single methods.</summary>
internal abstract class PassingStore(SqlReferenceStore store) : IReferenceStore
{
    public Task<StoredReference?> FindAsync(string name, CancellationToken cancellation) => store.FindAsync(name, cancellation);

    public Task<IReadOnlyList<StoredReference>> ListAsync(string after, int limit, CancellationToken cancellation) =>
        store.ListAsync(after, limit, cancellation);

    public Task<IReadOnlyList<StoredReference>> ListCalibratingAsync(CancellationToken cancellation) => store.ListCalibratingAsync(cancellation);

    public Task<int> CountAsync(CancellationToken cancellation) => store.CountAsync(cancellation);

    public Task<StoredRequest?> FindRequestAsync(string requestId, CancellationToken cancellation) =>
        store.FindRequestAsync(requestId, cancellation);

    public virtual Task<StoredReference> AddAsync(
        StoredReference reference, StoredRequest? request, int maximum, Action<Stream> writeContent, CancellationToken cancellation) =>
        store.AddAsync(reference, request, maximum, writeContent, cancellation);

    public Task<T> ReadContentAsync<T>(StoredReference reference, Func<Stream, T> readContent, CancellationToken cancellation) =>
        store.ReadContentAsync(reference, readContent, cancellation);

    public virtual Task<StoredReference?> CompleteAsync(
        StoredReference reference, Action<Stream> writeContent, CancellationToken cancellation) =>
        store.CompleteAsync(reference, writeContent, cancellation);

    public Task<bool> FailAsync(StoredReference reference, string failure, CancellationToken cancellation) =>
        store.FailAsync(reference, failure, cancellation);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellation) => store.DeleteAsync(name, cancellation);
}
