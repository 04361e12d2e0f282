namespace Detector.Host.Monitoring;

/// <summary>Why a window was closed. The order is that of the message, whose enum starts with UNSPECIFIED.</summary>
internal enum CloseReason
{
    /// <summary>It held the samples it takes, and had been open for its shortest time.</summary>
    Full,

    /// <summary>It had been open for its longest time.</summary>
    Time,

    /// <summary>A sample of another generation came.</summary>
    Generation,
}
