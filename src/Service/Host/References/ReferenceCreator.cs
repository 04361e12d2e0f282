using System.Runtime.CompilerServices;
using Detector.Detection.Calibration;
using Detector.Detection.Samples;
using Detector.Encoding;
using Detector.Host.Errors;
using Detector.Host.Intake;
using Detector.Host.Options;
using Detector.Host.Storage;
using Detector.Host.Telemetry;
using Prometheus;

namespace Detector.Host.References;

/// <summary>
/// Makes references: encodes while the samples arrive, fits, stores, and leaves the nulls to the calibrator. Whatever interrupts it
/// leaves nothing.
/// </summary>
internal sealed partial class ReferenceCreator(
    IReferenceStore store,
    ReferenceCalibrator calibrator,
    SampleIntake intake,
    ITextEncoder encoder,
    DetectorOptions options,
    DetectorMetrics metrics,
    TimeProvider clock,
    ILogger<ReferenceCreator> logger) : IDisposable
{
    private readonly CallLimit _calls = new(options.References.ConcurrentCreates, "References:ConcurrentCreates");
    private readonly ComputeSlots _fits = new(options.References.ConcurrentFits);
    private readonly NameLocks _names = new();

    /// <summary>Makes a reference, whose nulls are then computed in the background, or returns the one that an equal request with the same id has made.</summary>
    /// <param name="draft">What is asked for.</param>
    /// <param name="parts">Its samples as they arrive, checked.</param>
    /// <param name="cancellation">Gives the call up; once the fitted reference is durable it stays.</param>
    /// <exception cref="ServiceException">ReferenceExists, RequestIdReused, TooManyReferences, EncoderMismatch, QueueFull or a fault of the store.</exception>
    /// <exception cref="ReferenceTooSmallException">The samples are too few.</exception>
    public async Task<ReferenceStatus> CreateAsync(
        ReferenceDraft draft, IAsyncEnumerable<IReadOnlyList<Sample>> parts, CancellationToken cancellation)
    {
        using var admission = _calls.Admit();
        using var timer = metrics.CreateReferenceSeconds.NewTimer();

        // A repetition that overtakes its first call waits here for the reference that the first one makes.
        using var name = await _names.LockAsync(draft.Name, cancellation);
        using var hash = new RequestHash();
        hash.Append(draft);
        var earlier = draft.RequestId.Length == 0 ? null : await store.FindRequestAsync(draft.RequestId, cancellation);
        if (earlier is not null)
        {
            return await RepeatAsync(earlier, draft, hash, parts, cancellation);
        }

        await CheckAsync(draft, cancellation);
        var batch = await intake.ReadAsync(Hashed(parts, hash, cancellation), cancellation);
        var fitted = await _fits.RunAsync(() => Fit(batch, draft, cancellation), cancellation);
        var request = draft.RequestId.Length == 0 ? null : new StoredRequest(draft.RequestId, hash.Complete(), draft.Name);
        var stored = await store.AddAsync(
            Describe(draft, fitted), request, options.Limits.References, fitted.Write, cancellation);
        calibrator.Enqueue(stored);
        metrics.CountSamples("create_reference", batch.Samples.Count);
        LogCreated(stored.Name, stored.SampleCount, stored.StoredBytes);
        return ReferenceStatus.Of(stored, calibrator.Calibrations);
    }

    /// <inheritdoc/>
    public void Dispose() => _fits.Dispose();

    private async Task<ReferenceStatus> RepeatAsync(
        StoredRequest earlier,
        ReferenceDraft draft,
        RequestHash hash,
        IAsyncEnumerable<IReadOnlyList<Sample>> parts,
        CancellationToken cancellation)
    {
        await foreach (var _ in Hashed(parts, hash, cancellation))
        {
        }

        var calibrations = calibrator.Calibrations;
        return earlier.ContentHash == hash.Complete() && await store.FindAsync(earlier.ReferenceName, cancellation) is { } reference
            ? ReferenceStatus.Of(reference, calibrations)
            : throw StoreRefusals.RequestIdReused(draft.RequestId);
    }

    private async Task CheckAsync(ReferenceDraft draft, CancellationToken cancellation)
    {
        var description = encoder.Description;
        if (draft.ExpectedFingerprint.Length > 0 && draft.ExpectedFingerprint != description.Fingerprint)
        {
            throw new ServiceException(
                ErrorReason.EncoderMismatch,
                $"The caller expects an encoder with another fingerprint than the service's '{description.Name}' has ({description.Fingerprint}).");
        }

        if (await store.FindAsync(draft.Name, cancellation) is not null)
        {
            throw StoreRefusals.ReferenceExists(draft.Name);
        }

        if (await store.CountAsync(cancellation) >= options.Limits.References)
        {
            throw StoreRefusals.TooManyReferences(options.Limits.References);
        }
    }

    private FittedReference Fit(IntakeBatch batch, ReferenceDraft draft, CancellationToken cancellation) =>
        FittedReference.Fit(
            batch.Samples,
            batch.Embeddings,
            new ReferenceOptions { Seed = draft.Seed, KeepTexts = draft.KeepTexts, NullDraws = options.References.NullDraws },
            cancellation);

    private StoredReference Describe(ReferenceDraft draft, FittedReference fitted) => new()
    {
        Name = draft.Name,
        Description = draft.Description,
        CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
        SampleCount = fitted.SampleCount,
        FitCount = fitted.FitCount,
        NullCount = fitted.NullCount,
        Seed = fitted.Options.Seed,
        EncoderName = encoder.Description.Name,
        EncoderFingerprint = encoder.Description.Fingerprint,
        Dimension = fitted.Dimension,
        MaxTokens = encoder.Description.MaxTokens,
        KeepsTexts = fitted.Options.KeepTexts,
        Subsets = fitted.Subsets,
        NullSizes = [],
        NullDraws = fitted.Options.NullDraws,
        CellCount = fitted.CellCount,
        PromptGroupCount = fitted.PromptGroupCount,
        State = ReferenceState.Calibrating,
    };

    private static async IAsyncEnumerable<IReadOnlyList<Sample>> Hashed(
        IAsyncEnumerable<IReadOnlyList<Sample>> parts, RequestHash hash, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            foreach (var sample in part)
            {
                hash.Append(sample);
            }

            yield return part;
        }
    }

    [LoggerMessage(20, LogLevel.Information, "Created reference {Name}: {Samples} samples, {Bytes} bytes before its calibration")]
    private partial void LogCreated(string name, int samples, long bytes);
}
