namespace Detector.Detection.Sequential;

/// <summary>What a window did to a monitor's evidence.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Transitions">The alerts that it changed, axes first; empty for most windows.</param>
public sealed record MonitorStep(MonitorEvidence State, IReadOnlyList<AlertTransition> Transitions);
