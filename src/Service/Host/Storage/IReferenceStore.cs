using Detector.Host.Errors;

namespace Detector.Host.Storage;

/// <summary>
/// Keeps references. What a method has returned is durable; what was interrupted did not happen.
/// Every method may throw <see cref="ServiceException"/> with StoreCorrupt, StoreBusy, StoreFull or StoreUnavailable.
/// </summary>
internal interface IReferenceStore
{
    /// <summary>Finds a reference by name, or null.</summary>
    Task<StoredReference?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Lists references in the order of the bytes of their names.</summary>
    /// <param name="after">Names up to and with this one are left out; empty for none.</param>
    /// <param name="limit">Most to return.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task<IReadOnlyList<StoredReference>> ListAsync(string after, int limit, CancellationToken cancellation);

    /// <summary>Lists the references whose nulls are to be computed, the oldest first.</summary>
    Task<IReadOnlyList<StoredReference>> ListCalibratingAsync(CancellationToken cancellation);

    /// <summary>Number of references.</summary>
    Task<int> CountAsync(CancellationToken cancellation);

    /// <summary>Finds a request that made a reference which still exists, or null.</summary>
    Task<StoredRequest?> FindRequestAsync(string requestId, CancellationToken cancellation);

    /// <summary>Stores a reference, its content and its request in one transaction.</summary>
    /// <param name="reference">What to store; its id, size and hash are filled in by the store.</param>
    /// <param name="request">The request that made it, or null.</param>
    /// <param name="maximum">Most references the store may hold.</param>
    /// <param name="writeContent">Writes the content.</param>
    /// <param name="cancellation">Stops the work; then nothing is stored.</param>
    /// <returns>The reference, or the one that an equal request has made before.</returns>
    /// <exception cref="ServiceException">ReferenceExists, RequestIdReused or TooManyReferences.</exception>
    Task<StoredReference> AddAsync(
        StoredReference reference, StoredRequest? request, int maximum, Action<Stream> writeContent, CancellationToken cancellation);

    /// <summary>Reads a reference's content after its hash was checked.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="readContent">Reads the content.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What <paramref name="readContent"/> returned.</returns>
    /// <exception cref="ServiceException">StoreCorrupt when the hash differs, ReferenceNotFound when it was deleted meanwhile.</exception>
    Task<T> ReadContentAsync<T>(StoredReference reference, Func<Stream, T> readContent, CancellationToken cancellation);

    /// <summary>
    /// Puts the whole reference in the place of the fitted one and makes it ready, in one transaction; nothing of the fitted one stays.
    /// </summary>
    /// <param name="reference">Which one, with what is known of it now; the store fills in state, size and hash.</param>
    /// <param name="writeContent">Writes the whole reference.</param>
    /// <param name="cancellation">Stops the work; then nothing is changed.</param>
    /// <returns>The reference, or null when it is not calibrating any more: deleted, or made ready by another process.</returns>
    Task<StoredReference?> CompleteAsync(StoredReference reference, Action<Stream> writeContent, CancellationToken cancellation);

    /// <summary>Marks a calibrating reference as failed and removes its content.</summary>
    /// <param name="reference">Which one.</param>
    /// <param name="failure">Why, for its owner.</param>
    /// <param name="cancellation">Stops the work; then nothing is changed.</param>
    /// <returns>False when it is not calibrating any more.</returns>
    Task<bool> FailAsync(StoredReference reference, string failure, CancellationToken cancellation);

    /// <summary>Deletes a reference with its content and its request.</summary>
    /// <returns>False when there is none of this name.</returns>
    /// <exception cref="ServiceException">ReferenceInUse: monitors need it.</exception>
    Task<bool> DeleteAsync(string name, CancellationToken cancellation);
}
