using Detector.Detection.Samples;

namespace Detector.Host.Storage;

/// <summary>Samples to add to a monitor.</summary>
/// <param name="Monitor">Name of the monitor.</param>
/// <param name="Samples">The samples, at least one.</param>
/// <param name="Generation">Their generation, or empty.</param>
/// <param name="Key">By what a repetition is recognised; null when it is not.</param>
internal sealed record Observation(string Monitor, IReadOnlyList<Sample> Samples, string Generation, ObservationKey? Key);
