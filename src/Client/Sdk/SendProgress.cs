namespace Detector.Client;

/// <summary>How far the samples of a stream have been sent.</summary>
/// <param name="Samples">Samples sent so far.</param>
/// <param name="Bytes">Their size as messages, in bytes.</param>
/// <param name="AllSent">True when the service has every sample and works on them.</param>
public readonly record struct SendProgress(long Samples, long Bytes, bool AllSent);
