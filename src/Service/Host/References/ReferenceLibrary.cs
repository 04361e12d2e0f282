using Detector.Detection.Calibration;
using Detector.Host.Errors;
using Detector.Host.Storage;

namespace Detector.Host.References;

/// <summary>Finds, lists, loads and deletes references.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="cache">Those in memory.</param>
/// <param name="calibrator">Knows how far those are that are not ready.</param>
/// <param name="logger">Told what is deleted.</param>
internal sealed partial class ReferenceLibrary(
    IReferenceStore store, ReferenceCache cache, ReferenceCalibrator calibrator, ILogger<ReferenceLibrary> logger)
{
    /// <summary>Finds a reference.</summary>
    /// <exception cref="ServiceException">ReferenceNotFound.</exception>
    public async Task<ReferenceStatus> GetAsync(string name, CancellationToken cancellation)
    {
        var calibrations = calibrator.Calibrations;
        return ReferenceStatus.Of(await store.FindAsync(name, cancellation) ?? throw StoreRefusals.ReferenceNotFound(name), calibrations);
    }

    /// <summary>Lists references by name, and whether there are more after them.</summary>
    public async Task<(IReadOnlyList<ReferenceStatus> Page, bool More)> ListAsync(string after, int limit, CancellationToken cancellation)
    {
        var calibrations = calibrator.Calibrations;
        var found = await store.ListAsync(after, limit + 1, cancellation);
        return ([.. found.Take(limit).Select(stored => ReferenceStatus.Of(stored, calibrations))], found.Count > limit);
    }

    /// <summary>Deletes a reference for good; its calibration ends.</summary>
    /// <exception cref="ServiceException">ReferenceNotFound.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellation)
    {
        var id = (await GetAsync(name, cancellation)).Stored.Id;
        if (!await store.DeleteAsync(name, cancellation))
        {
            throw StoreRefusals.ReferenceNotFound(name);
        }

        calibrator.Stop(id);
        cache.Remove(id);
        LogDeleted(name);
    }

    /// <summary>Brings a reference into memory.</summary>
    /// <exception cref="ServiceException">
    /// ReferenceNotFound, ReferenceCalibrating, ReferenceFailed, ReferenceOutdated, or StoreCorrupt when its content is damaged.
    /// </exception>
    public async Task<LoadedReference> LoadAsync(string name, CancellationToken cancellation)
    {
        // The store is asked each time: another process may have deleted the reference, or made another of this name.
        var reference = (await GetAsync(name, cancellation)).RequireReady();
        return await cache.GetAsync(reference, () => ReadAsync(reference), cancellation);
    }

    private async Task<LoadedReference> ReadAsync(StoredReference reference)
    {
        try
        {
            return new LoadedReference(
                reference, await store.ReadContentAsync(reference, ReferenceDistribution.Read, CancellationToken.None));
        }
        catch (InvalidDataException exception)
        {
            throw StoreRefusals.ContentDamaged(reference.Name, exception);
        }
        catch (ReferenceVersionException exception)
        {
            throw StoreRefusals.ContentOutdated(reference.Name, exception);
        }
    }

    [LoggerMessage(21, LogLevel.Information, "Deleted reference {Name}")]
    private partial void LogDeleted(string name);
}
