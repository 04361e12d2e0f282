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

    /// <summary>The reference is in use.</summary>
    public static ServiceException ReferenceInUse(string name, IReadOnlyList<string> monitors) =>
        new(ErrorReason.ReferenceInUse, $"The reference '{name}' is in use by the monitor '{string.Join("', '", monitors)}'; delete it, or reset it with another reference, first.");

    /// <summary>No monitor has this name.</summary>
    public static ServiceException MonitorNotFound(string name) =>
        new(ErrorReason.MonitorNotFound, $"There is no monitor '{name}'.");

    /// <summary>A monitor of this name exists.</summary>
    public static ServiceException MonitorExists(string name) =>
        new(ErrorReason.MonitorExists, $"The monitor '{name}' exists: take another name, or update, reset or delete it.");

    /// <summary>The store is at its limit.</summary>
    public static ServiceException TooManyMonitors(int maximum) =>
        new(ErrorReason.TooManyMonitors, $"The service holds {maximum} monitors, its limit Limits:Monitors; delete one or raise the limit.");

    /// <summary>A window has no report.</summary>
    public static ServiceException ReportNotFound(string monitor, long window) => new(
        ErrorReason.ReportNotFound,
        window == 0
            ? $"The monitor '{monitor}' has no report yet."
            : $"There is no report on window {window} of the monitor '{monitor}': it is not judged, was reset, or is past its retention.");

    /// <summary>Too many windows of a monitor wait to be judged.</summary>
    public static ServiceException WindowsWaiting(StoredMonitor monitor) => new(
        ErrorReason.QueueFull,
        monitor.Failure.Length == 0
            ? $"Too many windows of the monitor '{monitor.Name}' wait to be judged, the limit Monitors:WaitingWindows; send more slowly, or let its windows choose by min_duration."
            : $"The windows of the monitor '{monitor.Name}' cannot be judged: {monitor.Failure}")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    /// <summary>A message of a stream came before an earlier one.</summary>
    public static ServiceException StreamGap(string streamId, long sequence, long durable) => ServiceException.BadInput(
        "batch.sequence",
        ErrorReason.InvalidField,
        $"It is {sequence}; the stream '{streamId}' is durable up to {durable}, so {durable + 1} comes next.");
}
