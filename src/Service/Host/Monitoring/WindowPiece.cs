using Detector.Detection.Samples;

namespace Detector.Host.Monitoring;

/// <summary>Samples that were added to a window together.</summary>
/// <param name="Number">The window's number.</param>
/// <param name="Ordinal">How many samples the window had seen before the first of them.</param>
/// <param name="Priority">Where a random choice is kept, the smallest are; 0 where all are.</param>
/// <param name="Samples">The samples; one where a random choice is kept.</param>
internal sealed record WindowPiece(long Number, long Ordinal, long Priority, IReadOnlyList<Sample> Samples);
