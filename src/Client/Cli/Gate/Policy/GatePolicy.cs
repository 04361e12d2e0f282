using Detector.V1;

namespace Detector.Cli.Gate.Policy;

/// <summary>What a gate lets through. What is not said has its default; <c>docs/gate.md</c> shows the file.</summary>
internal sealed record GatePolicy
{
    /// <summary>Worst verdict that is accepted; what is worse is quarantined. The default value is watch.</summary>
    public Verdict WorstVerdict { get; init; } = Verdict.Watch;

    /// <summary>Mildest verdict that is rejected. The default value is critical.</summary>
    public Verdict RejectVerdict { get; init; } = Verdict.Critical;

    /// <summary>
    /// Signatures that reject at warning or worse, and quarantine at watch. The default value is mode collapse, repetition, low fidelity.
    /// </summary>
    public IReadOnlyList<SignatureKind> RejectSignatures { get; init; } =
        [SignatureKind.ModeCollapse, SignatureKind.Repetition, SignatureKind.LowFidelity];

    /// <summary>Signatures that quarantine at watch or worse. The default value is early collapse, late collapse.</summary>
    public IReadOnlyList<SignatureKind> QuarantineSignatures { get; init; } = [SignatureKind.EarlyCollapse, SignatureKind.LateCollapse];

    /// <summary>Limits of single axes. The default value is none.</summary>
    public IReadOnlyDictionary<Axis, AxisLimit> Axes { get; init; } = new Dictionary<Axis, AxisLimit>();

    /// <summary>How much of the data must come from people.</summary>
    public HumanDataLimit HumanData { get; init; } = new();

    /// <summary>What weights may repair.</summary>
    public WeightLimits Weights { get; init; } = new();

    /// <summary>Decision when the evidence is insufficient. The default value is quarantine.</summary>
    public GateDecision InsufficientEvidence { get; init; } = GateDecision.Quarantine;
}
