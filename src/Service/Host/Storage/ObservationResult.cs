using Detector.Host.Errors;

namespace Detector.Host.Storage;

/// <summary>What became of an observation.</summary>
/// <param name="Window">Number of the window that its last sample went to; for messages of a stream that of the last one known.</param>
/// <param name="Repeated">Whether an earlier one had added the samples.</param>
/// <param name="Refusal">Why it was refused; null when it is durable.</param>
internal sealed record ObservationResult(long Window, bool Repeated, ServiceException? Refusal = null);
