namespace Detector.Client;

/// <summary>Why a <see cref="DetectorObserver"/> dropped a sample.</summary>
public enum DropReason
{
    /// <summary>The buffer held as many samples or bytes as the options allow.</summary>
    BufferFull,

    /// <summary>The sample is null, its text is blank, or a field of it is longer than the options allow.</summary>
    Invalid,

    /// <summary>The service refused the sample for good, for example because its limits are lower than the observer's.</summary>
    Refused,

    /// <summary>The observer was closed before the service had acknowledged the sample, or before the sample came.</summary>
    Closed,
}
