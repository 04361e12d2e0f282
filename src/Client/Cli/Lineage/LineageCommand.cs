using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Input;

namespace Detector.Cli.Lineage;

/// <summary><c>detector lineage</c>.</summary>
internal static class LineageCommand
{
    private const string Description = """
        Follows the generations of a loop that trains on its own output, a file each: scores them against a reference, against generation
        0 and against the generation before, names the first that fails on each axis, and projects when the next threshold is reached.
        docs/lineage.md tells how.

        Exit codes: 0 when the verdict on the last generation is better than --fail-on in every comparison, 3 when it is at --fail-on or
        beyond in one, else 4 when one is insufficient evidence or not possible, 1 for a failure, 2 for wrong usage.
        """;

    private static readonly Dictionary<string, Against> Comparisons = new()
    {
        ["reference"] = Against.Reference,
        ["first"] = Against.First,
        ["previous"] = Against.Previous,
    };

    public static Command Create(CommandIo io)
    {
        var files = new Argument<string[]>("FILE…")
        {
            Description = "A file for each generation, the oldest first: .jsonl .ndjson .json (one object a line), .csv, .txt, each also with .gz.",
            Arity = ArgumentArity.OneOrMore,
        };
        files.RefuseUnknownOptions(token => token == InputFile.StandardInput
            ? "'-': standard input cannot be a generation, which is read more than once; name files."
            : $"Unrecognized option '{token}'; a file of that name is written './{token}'.");
        var reference = new Option<string?>("--reference", "-r")
        {
            Description = "Name of the reference to compare with, such as human text; needed unless --against leaves it out.",
            HelpName = "NAME",
        };
        var against = new Option<string>("--against")
        {
            Description = "What to compare with, separated by commas: reference, first (generation 0), previous (the generation before).",
            HelpName = "A,B",
            DefaultValueFactory = _ => string.Join(',', Comparisons.Keys),
        };
        var failOn = ScoreChoices.FailOn("Mildest verdict on the last generation that ends with exit code 3: watch, warning or critical.");
        var nulls = ScoreChoices.Nulls();
        var markdown = SharedOptions.File("--markdown", "Also write a report in Markdown, such as a job summary takes ($GITHUB_STEP_SUMMARY).");
        var json = SharedOptions.File("--json", "Also write effects, trends, projections and every report as JSON.");
        var input = new InputArguments();
        var command = new Command("lineage", Description) { files, reference, against };
        input.AddRowsTo(command);
        command.AddAll(failOn, nulls, markdown, json);

        command.SetAction((parsed, cancellationToken) =>
        {
            var generations = FileList.Check(parsed.GetRequiredValue(files));
            var chosen = Split(parsed.GetRequiredValue(against));
            var settings = new LineageSettings(
                ReferenceOf(parsed.GetValue(reference), chosen), chosen, ScoreChoices.NullsOf(parsed, nulls), ScoreChoices.FailOnOf(parsed, failOn));
            var run = new LineageRun(generations, settings, parsed.GetValue(markdown), parsed.GetValue(json));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }

    private static string? ReferenceOf(string? name, IReadOnlyList<Against> chosen) => (name, chosen.Contains(Against.Reference)) switch
    {
        (null, true) => throw new UsageException("--reference: name the reference, or leave it out with --against first,previous."),
        (not null, false) => throw new UsageException("--reference: is not compared with; add 'reference' to --against, or leave --reference out."),
        _ => name,
    };

    private static IReadOnlyList<Against> Split(string list)
    {
        var words = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.FirstOrDefault(w => !Comparisons.ContainsKey(w)) is { } unknown)
        {
            throw new UsageException($"--against: '{unknown}' is none of {string.Join(", ", Comparisons.Keys)}.");
        }

        return words.Length > 0
            ? [.. words.Select(w => Comparisons[w]).Distinct().Order()]
            : throw new UsageException($"--against: name one or more of {string.Join(", ", Comparisons.Keys)}.");
    }
}
