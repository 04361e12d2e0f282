using Detector.Host.References;
using Detector.Host.Storage;

namespace Detector.Host.Monitoring;

/// <summary>Makes the reference of a monitor from its first windows.</summary>
internal sealed class BurnIn(ReferenceCreator references, IMonitorStore store)
{
    private const ulong Seed = 1;

    /// <summary>Name of the reference that a burn-in makes.</summary>
    public static string NameOf(string monitor, int resets) => FormattableString.Invariant($"{monitor}.baseline-{resets}");

    /// <summary>Makes the reference and gives it to the monitor; repeated after a crash, it finds the one it had made.</summary>
    /// <param name="task">All windows of the burn-in.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>False when the monitor was deleted or reset meanwhile.</returns>
    /// <exception cref="Errors.ServiceException">ReferenceExists: somebody has taken the name; QueueFull or a fault of the store.</exception>
    /// <exception cref="Detection.Calibration.ReferenceTooSmallException">The windows hold too few samples.</exception>
    public async Task<bool> CompleteAsync(JudgingTask task, CancellationToken cancellation)
    {
        var monitor = task.Monitor;
        var request = FormattableString.Invariant($"burn-in-{monitor.Id}-{monitor.Resets}");
        var draft = new ReferenceDraft(
            NameOf(monitor.Name, monitor.Resets),
            $"Burn-in of the monitor '{monitor.Name}': windows {task.Windows[0].Number} to {task.Windows[^1].Number}.",
            Seed,
            KeepTexts: false,
            ExpectedFingerprint: "",
            request);
        var reference = await references.CreateAsync(draft, new[] { task.Samples }.ToAsyncEnumerable(), cancellation);
        return await store.CompleteBurnInAsync(task, reference.Stored.Id, cancellation);
    }
}
