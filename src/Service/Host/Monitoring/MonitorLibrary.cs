using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Detector.Encoding;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.References;
using Detector.Host.Storage;

namespace Detector.Host.Monitoring;

/// <summary>Creates, finds, changes, resets and deletes monitors.</summary>
internal sealed partial class MonitorLibrary(
    IMonitorStore store,
    ReferenceLibrary references,
    ITextEncoder encoder,
    LimitsOptions limits,
    MonitorSignals signals,
    TimeProvider clock,
    ILogger<MonitorLibrary> logger)
{
    /// <summary>Creates a monitor, or returns the one that an equal request with the same id has made.</summary>
    /// <exception cref="ServiceException">
    /// MonitorExists, RequestIdReused, TooManyMonitors, ReferenceNotFound, ReferenceFailed, EncoderMismatch or a fault of the store.
    /// </exception>
    public async Task<MonitorStatus> CreateAsync(MonitorDraft draft, CancellationToken cancellation)
    {
        var reference = draft.Reference.Length == 0 ? null : await FindReferenceAsync(draft.Reference, cancellation);
        var now = Now();
        var monitor = await store.AddAsync(
            new StoredMonitor
            {
                Name = draft.Name,
                Description = draft.Description,
                ReferenceId = reference?.Id,
                ReferenceName = draft.Reference,
                BurnInWindows = draft.BurnInWindows,
                Settings = draft.Settings,
                Seed = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(draft.Name))),
                State = reference is null ? MonitorState.BurningIn : MonitorState.Watching,
                CreateTime = now,
                UpdateTime = now,
                CreateRequestId = draft.RequestId,
                CreateHash = draft.RequestId.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(draft))),
            },
            limits.Monitors,
            cancellation);
        LogCreated(monitor.Name);
        return await GetAsync(monitor.Name, cancellation);
    }

    /// <summary>Finds a monitor.</summary>
    /// <exception cref="ServiceException">MonitorNotFound.</exception>
    public async Task<MonitorStatus> GetAsync(string name, CancellationToken cancellation) =>
        await store.FindAsync(name, cancellation) ?? throw StoreRefusals.MonitorNotFound(name);

    /// <summary>Lists monitors by name, and whether there are more after them.</summary>
    public async Task<(IReadOnlyList<MonitorStatus> Page, bool More)> ListAsync(string after, int limit, CancellationToken cancellation)
    {
        var found = await store.ListAsync(after, limit + 1, cancellation);
        return ([.. found.Take(limit)], found.Count > limit);
    }

    /// <summary>Changes a monitor's description or settings.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Makes the changed monitor from the stored one.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="ServiceException">MonitorNotFound, or what <paramref name="change"/> throws.</exception>
    public async Task<MonitorStatus> UpdateAsync(string name, Func<StoredMonitor, StoredMonitor> change, CancellationToken cancellation)
    {
        await store.UpdateAsync(name, stored => change(stored) with { UpdateTime = Now() }, cancellation);
        return await GetAsync(name, cancellation);
    }

    /// <summary>Starts a monitor anew.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reference">Name of a new reference, or empty for the baseline it has.</param>
    /// <param name="requestId">The caller's id of the request, or empty.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="ServiceException">MonitorNotFound, ReferenceNotFound, ReferenceFailed or EncoderMismatch.</exception>
    public async Task<MonitorStatus> ResetAsync(string name, string reference, string requestId, CancellationToken cancellation)
    {
        var chosen = reference.Length == 0 ? null : await FindReferenceAsync(reference, cancellation);
        if (await store.ResetAsync(name, chosen?.Id, requestId, Now(), cancellation) is { } before)
        {
            LogReset(name);
            signals.Closed.Signal();
            await DeleteBaselineAsync(before, cancellation);
        }

        return await GetAsync(name, cancellation);
    }

    /// <summary>Deletes a monitor for good, with the reference of its burn-in.</summary>
    /// <exception cref="ServiceException">MonitorNotFound.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var before = await store.DeleteAsync(name, cancellation) ?? throw StoreRefusals.MonitorNotFound(name);
        LogDeleted(name);
        signals.Judged.Signal();
        await DeleteBaselineAsync(before, cancellation);
    }

    private async Task<StoredReference> FindReferenceAsync(string name, CancellationToken cancellation)
    {
        var status = await references.GetAsync(name, cancellation);
        EncoderCheck.Require(encoder.Description, status.Stored);
        return status.State == ReferenceState.Failed ? status.RequireReady() : status.Stored;
    }

    // Another monitor may watch with it by now; then it stays.
    private async Task DeleteBaselineAsync(StoredMonitor monitor, CancellationToken cancellation)
    {
        if (monitor.BurnInWindows == 0 || monitor.ReferenceName.Length == 0)
        {
            return;
        }

        try
        {
            await references.DeleteAsync(monitor.ReferenceName, cancellation);
        }
        catch (ServiceException fault) when (fault.Reason is ErrorReason.ReferenceInUse or ErrorReason.ReferenceNotFound)
        {
            LogBaselineStays(monitor.ReferenceName, fault.Message);
        }
    }

    private DateTimeOffset Now() => clock.GetUtcNow().ToMilliseconds();

    [LoggerMessage(36, LogLevel.Information, "Created monitor {Name}")]
    private partial void LogCreated(string name);

    [LoggerMessage(37, LogLevel.Information, "Reset monitor {Name}")]
    private partial void LogReset(string name);

    [LoggerMessage(38, LogLevel.Information, "Deleted monitor {Name}")]
    private partial void LogDeleted(string name);

    [LoggerMessage(39, LogLevel.Information, "The reference {Name} of a burn-in stays: {Why}")]
    private partial void LogBaselineStays(string name, string why);
}
