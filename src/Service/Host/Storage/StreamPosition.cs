namespace Detector.Host.Storage;

/// <summary>How far a stream of observations is.</summary>
/// <param name="Sequence">The last message that is durable; 0 for none.</param>
/// <param name="Window">Number of the window that its last sample went to; 0 for none.</param>
internal sealed record StreamPosition(long Sequence, long Window);
