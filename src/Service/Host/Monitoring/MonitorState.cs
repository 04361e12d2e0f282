namespace Detector.Host.Monitoring;

/// <summary>How far a monitor is. The order is that of the message, whose enum starts with UNSPECIFIED.</summary>
internal enum MonitorState
{
    /// <summary>Its first windows are gathered, or made into its reference.</summary>
    BurningIn,

    /// <summary>Its windows are judged.</summary>
    Watching,
}
