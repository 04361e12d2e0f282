using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Gate.Policy;

/// <summary>The words a policy may use, which are those of reports.</summary>
internal static class PolicyWords
{
    /// <summary>Verdicts that say how bad something is.</summary>
    public static IReadOnlyDictionary<string, Verdict> Verdicts { get; } =
        new[] { Verdict.Healthy, Verdict.Watch, Verdict.Warning, Verdict.Critical }.ToDictionary(Words.Of);

    /// <summary>The signatures.</summary>
    public static IReadOnlyDictionary<string, SignatureKind> Signatures { get; } =
        Enum.GetValues<SignatureKind>().Where(kind => kind != SignatureKind.Unspecified).ToDictionary(Words.Of);

    /// <summary>The axes.</summary>
    public static IReadOnlyDictionary<string, Axis> Axes { get; } =
        Enum.GetValues<Axis>().Where(axis => axis != Axis.Unspecified).ToDictionary(Words.Of);

    /// <summary>Decisions when a limit is passed.</summary>
    public static IReadOnlyDictionary<string, GateDecision> Decisions { get; } =
        new[] { GateDecision.Quarantine, GateDecision.Reject }.ToDictionary(GateWords.Of);

    /// <summary>Decisions when the evidence is insufficient.</summary>
    public static IReadOnlyDictionary<string, GateDecision> Evidence { get; } = new Dictionary<string, GateDecision>
    {
        [GateWords.Of(GateDecision.Accept)] = GateDecision.Accept,
        [GateWords.Of(GateDecision.Quarantine)] = GateDecision.Quarantine,
        ["fail"] = GateDecision.InsufficientEvidence,
        [GateWords.Of(GateDecision.Reject)] = GateDecision.Reject,
    };
}
