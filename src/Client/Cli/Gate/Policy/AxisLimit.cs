using Detector.V1;

namespace Detector.Cli.Gate.Policy;

/// <summary>Limits of one axis.</summary>
internal sealed record AxisLimit
{
    /// <summary>
    /// Largest significant effect of any of its metrics, from 0, in the metric's own unit; null for none. The default value is null.
    /// </summary>
    public double? Effect { get; init; }

    /// <summary>Worst severity of the axis; null for none. The default value is null.</summary>
    public Verdict? Severity { get; init; }

    /// <summary>Decision when a limit is passed. The default value is quarantine.</summary>
    public GateDecision Decision { get; init; } = GateDecision.Quarantine;
}
