namespace Detector.Host.Monitoring;

/// <summary>What the parts of this process tell each other about monitors; other replicas are noticed by looking into the store.</summary>
internal sealed class MonitorSignals
{
    /// <summary>A window was closed, or can be judged again.</summary>
    public WakeUp Closed { get; } = new();

    /// <summary>A window was judged, or a monitor deleted.</summary>
    public WakeUp Judged { get; } = new();
}
