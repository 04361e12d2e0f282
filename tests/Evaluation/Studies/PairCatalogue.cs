using Detector.Detection.Judging;
using Detector.Evaluation.Scenarios;

namespace Detector.Evaluation.Studies;

/// <summary>Every pair of alpaca_eval that the data's description names.</summary>
internal static class PairCatalogue
{
    private const string Vicuna = "vicuna-13b-v1.5";
    private const string OtherHost = "vicuna-13b-v1.5-togetherai";
    private const string Turbo = "gpt4_1106_preview";
    private static readonly string[] Subsets = ["helpful_base", "koala", "oasst", "selfinstruct", "vicuna"];

    private static readonly Expectation Critical = new("critical", (report, _) => report.Verdict == Verdict.Critical);

    private static readonly Expectation Healthy = new(
        "healthy", (report, _) => report.Verdict is Verdict.Healthy or Verdict.InsufficientEvidence && report.Signatures.Count == 0);

    private static readonly Expectation Drift = Expectation.OneOf(SignatureKind.Drift);

    /// <summary>The pairs, in the order of tables.</summary>
    public static IReadOnlyList<Pair> All { get; } =
    [
        new("gpt4", "NullModel", Critical, 1),
        new("gpt4", "gpt4_gamed", Critical, 1),
        new(Vicuna, OtherHost, Healthy, 0.95),
        new("gpt4", "gpt4_0314", Healthy, null),
        new(Turbo, $"{Turbo}_concise", Expectation.NoCollapse, 0.95),
        new(Turbo, $"{Turbo}_verbose", Expectation.NoCollapse, 0.95),
        new("phi-2", "phi-2-sft", Drift, null),
        new("phi-2-sft", "phi-2-dpo", Drift, null),
        new("claude", "claude-2", Drift, null),
        new("gpt4", "llama-2-7b-chat-hf", Expectation.OneOf(SignatureKind.StyleConvergence), null),
        .. Subsets.Select(subset => new Pair(Vicuna, OtherHost, Expectation.EveryLabel, null) { Lost = subset }),
    ];
}
