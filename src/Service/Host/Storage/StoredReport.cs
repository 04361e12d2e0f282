namespace Detector.Host.Storage;

/// <summary>A judged window with its report.</summary>
/// <param name="Window">The window.</param>
/// <param name="Time">When it was judged.</param>
/// <param name="Content">The report in its stored form.</param>
internal sealed record StoredReport(StoredWindow Window, DateTimeOffset Time, byte[] Content);
