using Detector.Cli.Rendering;
using Spectre.Console;

namespace Detector.Cli.Gate;

/// <summary>Words, exit codes and colours of decisions.</summary>
internal static class GateWords
{
    public static string Of(GateDecision decision) => decision switch
    {
        GateDecision.Accept => "accept",
        GateDecision.AcceptWithWeights => "accept with weights",
        GateDecision.Quarantine => "quarantine",
        GateDecision.InsufficientEvidence => "insufficient evidence",
        _ => "reject",
    };

    public static int ExitCodeOf(GateDecision decision) => decision switch
    {
        GateDecision.Accept => ExitCode.Success,
        GateDecision.AcceptWithWeights => ExitCode.AcceptWithWeights,
        GateDecision.Quarantine => ExitCode.Quarantine,
        GateDecision.InsufficientEvidence => ExitCode.InsufficientEvidence,
        _ => ExitCode.Verdict,
    };

    public static Style StyleOf(GateDecision decision) => Words.StyleOf(decision switch
    {
        GateDecision.Accept or GateDecision.AcceptWithWeights => V1.Verdict.Healthy,
        GateDecision.Reject => V1.Verdict.Critical,
        _ => V1.Verdict.Warning,
    });
}
