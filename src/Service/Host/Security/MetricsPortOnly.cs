namespace Detector.Host.Security;

/// <summary>Marks an endpoint that moves to the port of metrics and probes where there is one.</summary>
internal sealed class MetricsPortOnly;
