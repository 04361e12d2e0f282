namespace Detector.Client;

/// <summary>How far a stream of observations is.</summary>
/// <param name="SentSamples">Samples sent so far, each counted once.</param>
/// <param name="AcknowledgedSamples">Samples of these that the service has acknowledged: they are durable.</param>
/// <param name="AcknowledgedBatches">Number of the last message that is acknowledged, those of earlier streams of this id included.</param>
/// <param name="Window">Number of the window that the last acknowledged sample went to; 0 before the first.</param>
/// <param name="Interruption">Why the stream is down at present and about to be reopened; null while it is open.</param>
public readonly record struct ObserveProgress(
    long SentSamples, long AcknowledgedSamples, long AcknowledgedBatches, long Window, DetectorException? Interruption);
