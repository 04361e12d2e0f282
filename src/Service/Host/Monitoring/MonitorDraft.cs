namespace Detector.Host.Monitoring;

/// <summary>A monitor as asked for.</summary>
/// <param name="Name">Its name, of an allowed form.</param>
/// <param name="Description">Free text of the owner.</param>
/// <param name="Reference">Name of its reference, or empty.</param>
/// <param name="BurnInWindows">Windows that become its reference; 0 where one is named.</param>
/// <param name="Settings">The settings.</param>
/// <param name="RequestId">The caller's id of the request, or empty.</param>
internal sealed record MonitorDraft(
    string Name, string Description, string Reference, int BurnInWindows, MonitorSettings Settings, string RequestId);
