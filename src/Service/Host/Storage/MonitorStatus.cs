using Detector.Host.Monitoring;

namespace Detector.Host.Storage;

/// <summary>A monitor with the state of its windows.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Open">Its open window, or null.</param>
/// <param name="WaitingWindows">Windows closed and not judged.</param>
internal sealed record MonitorStatus(StoredMonitor Monitor, OpenWindow? Open, int WaitingWindows);
