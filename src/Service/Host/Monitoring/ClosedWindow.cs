namespace Detector.Host.Monitoring;

/// <summary>A window that was closed.</summary>
/// <param name="Window">The window.</param>
/// <param name="Reason">Why.</param>
/// <param name="Time">When.</param>
internal sealed record ClosedWindow(OpenWindow Window, CloseReason Reason, DateTimeOffset Time);
