using Detector.Host.Monitoring;

namespace Detector.Host.Storage;

/// <summary>A window that is closed.</summary>
/// <param name="MonitorId">Key of its monitor.</param>
/// <param name="Number">Its number.</param>
/// <param name="Resets">Resets of the monitor before it.</param>
/// <param name="Generation">The generation of its samples; empty when none was told.</param>
/// <param name="OpenTime">When its first sample came.</param>
/// <param name="CloseTime">When it was closed.</param>
/// <param name="CloseReason">Why.</param>
/// <param name="Seen">Samples that came.</param>
/// <param name="Kept">Samples kept.</param>
internal sealed record StoredWindow(
    long MonitorId,
    long Number,
    int Resets,
    string Generation,
    DateTimeOffset OpenTime,
    DateTimeOffset CloseTime,
    CloseReason CloseReason,
    long Seen,
    int Kept);
