using Detector.Host.Errors;

namespace Detector.Host.Storage;

/// <summary>What a store of any kind says when it refuses.</summary>
internal static class StoreRefusals
{
    /// <summary>No reference has this name.</summary>
    public static ServiceException ReferenceNotFound(string name) =>
        new(ErrorReason.ReferenceNotFound, $"There is no reference '{name}'.");

    /// <summary>A reference of this name exists.</summary>
    public static ServiceException ReferenceExists(string name) =>
        new(ErrorReason.ReferenceExists, $"The reference '{name}' exists; references are immutable: take another name or delete it first.");

    /// <summary>The request id was used for other content.</summary>
    public static ServiceException RequestIdReused(string requestId) =>
        new(ErrorReason.RequestIdReused, $"The request id '{requestId}' was used for a request with other content; every new request takes a new id.");

    /// <summary>The store is at its limit.</summary>
    public static ServiceException TooManyReferences(int maximum) =>
        new(ErrorReason.TooManyReferences, $"The service holds {maximum} references, its limit Limits:References; delete one or raise the limit.");

    /// <summary>A reference's content was written by another version of the service.</summary>
    public static ServiceException ContentOutdated(string name, Exception inner) =>
        new(ErrorReason.ReferenceOutdated, $"The reference '{name}' was made by another version of the service. {inner.Message} Delete it and create it anew from its samples.", inner);

    /// <summary>A reference's content is not what was written.</summary>
    public static ServiceException ContentDamaged(string name, Exception? inner = null) =>
        new(ErrorReason.StoreCorrupt, $"The stored reference '{name}' is damaged; restore the store from a backup, or delete and create the reference anew.", inner);
}
