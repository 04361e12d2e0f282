namespace Detector.Detection.Judging;

/// <summary>How bad it is, in ascending order.</summary>
public enum Verdict
{
    /// <summary>The batch could not have shown a harmful change. Never read it as healthy.</summary>
    InsufficientEvidence,

    /// <summary>A harmful change of the critical size would have been seen, and none was.</summary>
    Healthy,

    /// <summary>A significant change with at least the watch effect.</summary>
    Watch,

    /// <summary>A significant change with at least the warning effect.</summary>
    Warning,

    /// <summary>A significant change with at least the critical effect.</summary>
    Critical,
}
