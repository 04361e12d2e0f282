using System.Collections.Immutable;
using Detector.Host.Errors;
using Detector.Host.Storage;

namespace Detector.Host.References;

/// <summary>A reference, and how far its making is as this process knows it.</summary>
/// <param name="Stored">What the store knows of it.</param>
/// <param name="State">How far its making is.</param>
/// <param name="Progress">Share of the nulls that is computed, 0 to 1; 0 where another process computes them.</param>
/// <param name="Failure">Why the nulls could not be computed; empty unless that failed.</param>
internal sealed record ReferenceStatus(StoredReference Stored, ReferenceState State, double Progress, string Failure)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>The status of a reference.</summary>
    /// <param name="stored">What the store knows of it.</param>
    /// <param name="calibrations">This process's calibrations by id, taken before the store was asked: what ends in between is ready there.</param>
    public static ReferenceStatus Of(StoredReference stored, ImmutableDictionary<long, Calibration> calibrations) => stored.State switch
    {
        ReferenceState.Calibrating when calibrations.TryGetValue(stored.Id, out var calibration) => calibration.Failure.Length > 0
            ? new ReferenceStatus(stored, ReferenceState.Failed, 0, calibration.Failure)
            : new ReferenceStatus(stored, ReferenceState.Calibrating, calibration.Progress, ""),
        _ => new ReferenceStatus(stored, stored.State, stored.State == ReferenceState.Ready ? 1 : 0, stored.Failure),
    };

    /// <summary>Goes on only with a reference that batches can be scored against.</summary>
    /// <exception cref="ServiceException">ReferenceCalibrating or ReferenceFailed.</exception>
    public StoredReference RequireReady() => State switch
    {
        ReferenceState.Calibrating => throw new ServiceException(
            ErrorReason.ReferenceCalibrating,
            FormattableString.Invariant($"The reference '{Stored.Name}' is being calibrated ({Math.Floor(100 * Progress)} % done); try again when it is ready."))
        {
            RetryAfter = RetryAfter,
        },
        ReferenceState.Failed => throw new ServiceException(
            ErrorReason.ReferenceFailed, $"The reference '{Stored.Name}' could not be calibrated. {Failure}"),
        _ => Stored,
    };
}
