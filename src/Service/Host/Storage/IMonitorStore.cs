using Detector.Detection.Samples;

namespace Detector.Host.Storage;

/// <summary>
/// Keeps monitors, their windows and reports. What a method has returned is durable. Any number of processes may share the store.
/// Every method may throw <see cref="Errors.ServiceException"/> with StoreCorrupt, StoreBusy, StoreFull or StoreUnavailable; then nothing
/// was stored, unless the connection broke while it was.
/// </summary>
internal interface IMonitorStore
{
    /// <summary>Stores a monitor.</summary>
    /// <param name="monitor">What to store; its id is filled in by the store.</param>
    /// <param name="maximum">Most monitors the store may hold.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The monitor, or the one that an equal request has made before.</returns>
    /// <exception cref="Errors.ServiceException">MonitorExists, RequestIdReused, ReferenceNotFound or TooManyMonitors.</exception>
    Task<StoredMonitor> AddAsync(StoredMonitor monitor, int maximum, CancellationToken cancellation);

    /// <summary>Finds a monitor by name, or null.</summary>
    Task<MonitorStatus?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Lists monitors in the order of the bytes of their names.</summary>
    /// <param name="after">Names up to and with this one are left out; empty for none.</param>
    /// <param name="limit">Most to return.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task<IReadOnlyList<MonitorStatus>> ListAsync(string after, int limit, CancellationToken cancellation);

    /// <summary>Number of monitors.</summary>
    Task<int> CountAsync(CancellationToken cancellation);

    /// <summary>Changes description and settings.</summary>
    /// <param name="name">The monitor's name.</param>
    /// <param name="change">Makes the changed monitor from the stored one.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="Errors.ServiceException">MonitorNotFound, or what <paramref name="change"/> throws.</exception>
    Task UpdateAsync(string name, Func<StoredMonitor, StoredMonitor> change, CancellationToken cancellation);

    /// <summary>Starts a monitor anew; windows that are not judged are gone.</summary>
    /// <param name="name">The monitor's name.</param>
    /// <param name="referenceId">Key of a new reference, or null for the baseline it has.</param>
    /// <param name="requestId">The caller's id of the request, or empty.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The monitor as it was before, or null when the last reset had the same request id.</returns>
    /// <exception cref="Errors.ServiceException">MonitorNotFound or ReferenceNotFound.</exception>
    Task<StoredMonitor?> ResetAsync(string name, long? referenceId, string requestId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Deletes a monitor with all its windows.</summary>
    /// <returns>The monitor as it was, or null when there is none of this name.</returns>
    Task<StoredMonitor?> DeleteAsync(string name, CancellationToken cancellation);

    /// <summary>Adds samples to the windows of monitors, all in one transaction, in their order.</summary>
    /// <param name="observations">The samples.</param>
    /// <param name="waitingWindows">Windows of a monitor that may wait to be judged; more samples are refused then.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One result per observation: refused with MonitorNotFound, RequestIdReused, InvalidField (a gap in a stream) or QueueFull.</returns>
    Task<IReadOnlyList<ObservationResult>> AppendAsync(
        IReadOnlyList<Observation> observations, int waitingWindows, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>How far a stream of observations is.</summary>
    /// <exception cref="Errors.ServiceException">MonitorNotFound.</exception>
    Task<StreamPosition> FindStreamAsync(string monitor, string streamId, CancellationToken cancellation);

    /// <summary>Closes the windows whose time is over, and forgets requests and streams that are too old.</summary>
    /// <param name="now">The time.</param>
    /// <param name="requestsSince">Requests and streams before it are forgotten.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Number of windows closed.</returns>
    Task<int> CloseDueAsync(DateTimeOffset now, DateTimeOffset requestsSince, CancellationToken cancellation);

    /// <summary>
    /// Claims the monitor whose window has waited longest, for a time: its next window, or its first ones when a burn-in has them all.
    /// </summary>
    /// <param name="owner">Names this process.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">When the claim ends unless it is renewed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Null when nothing waits that is not claimed.</returns>
    Task<JudgingTask?> ClaimAsync(string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Renews a claim.</summary>
    Task RenewAsync(string owner, long monitorId, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Gives a claim up until a time, with what stands in the way.</summary>
    Task PostponeAsync(string owner, StoredMonitor monitor, string failure, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>
    /// Stores the report of the window and the evidence after it in one transaction, deletes its samples and what is past its retention,
    /// and gives the claim up.
    /// </summary>
    /// <returns>False when the monitor was deleted or reset, or another process has judged the window: then nothing is stored.</returns>
    Task<bool> CompleteAsync(JudgingTask task, JudgedWindow judged, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Ends a burn-in: its windows are gone, the monitor has its reference.</summary>
    /// <returns>False when the monitor was deleted or reset, or another process has ended the burn-in.</returns>
    Task<bool> CompleteBurnInAsync(JudgingTask task, long referenceId, CancellationToken cancellation);

    /// <summary>Lists reports of a monitor.</summary>
    /// <param name="name">The monitor's name.</param>
    /// <param name="after">Only windows after this number.</param>
    /// <param name="before">Only windows before this number.</param>
    /// <param name="newestFirst">The order.</param>
    /// <param name="limit">Most to return.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="Errors.ServiceException">MonitorNotFound.</exception>
    Task<IReadOnlyList<StoredReport>> ListReportsAsync(
        string name, long after, long before, bool newestFirst, int limit, CancellationToken cancellation);

    /// <summary>Finds the samples of a judged window; empty when they were not kept.</summary>
    Task<IReadOnlyList<Sample>> ReadSamplesAsync(StoredWindow window, CancellationToken cancellation);

    /// <summary>Whether the store answers.</summary>
    Task PingAsync(CancellationToken cancellation);
}
