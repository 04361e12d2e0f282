using Detector.Host.Storage;

namespace Detector.Host.Monitoring;

/// <summary>The report of a window.</summary>
/// <param name="Monitor">The monitor's name.</param>
/// <param name="Window">The window.</param>
/// <param name="Time">When it was judged.</param>
/// <param name="Content">The report.</param>
internal sealed record JudgedReport(string Monitor, StoredWindow Window, DateTimeOffset Time, WindowReport Content);
