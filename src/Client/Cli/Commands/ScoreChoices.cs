using System.CommandLine;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary>Options with few values that more than one verb which scores has.</summary>
internal static class ScoreChoices
{
    private static readonly Dictionary<string, Verdict> Verdicts = new()
    {
        ["watch"] = Verdict.Watch,
        ["warning"] = Verdict.Warning,
        ["critical"] = Verdict.Critical,
    };

    private static readonly Dictionary<string, NullForm> Forms = new()
    {
        ["auto"] = NullForm.Auto,
        ["cached"] = NullForm.Cached,
        ["exact"] = NullForm.Exact,
    };

    /// <summary>The option of the mildest verdict that fails.</summary>
    public static Option<string> FailOn(string description) => new Option<string>("--fail-on")
    {
        Description = description,
        HelpName = "VERDICT",
        DefaultValueFactory = _ => "critical",
    }.AcceptOnlyFromAmong([.. Verdicts.Keys]);

    public static Verdict FailOnOf(ParseResult parsed, Option<string> option) => Verdicts[parsed.GetRequiredValue(option)];

    /// <summary>The option of what a batch is compared with.</summary>
    public static Option<string> Nulls() => new Option<string>("--nulls")
    {
        Description = "What the batch is compared with: cached (draws made with the reference), exact (draws made for this batch; slow for "
            + "large ones) or auto (exact where cached is approximate and exact costs little).",
        HelpName = "FORM",
        DefaultValueFactory = _ => "auto",
    }.AcceptOnlyFromAmong([.. Forms.Keys]);

    public static NullForm NullsOf(ParseResult parsed, Option<string> option) => Forms[parsed.GetRequiredValue(option)];
}
