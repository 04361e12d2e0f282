using System.CommandLine;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary><c>detector score</c>.</summary>
internal static class ScoreCommand
{
    private const string Description =
        "Scores a batch of outputs against a reference. Exit codes: 0 when the verdict is better than --fail-on, 3 when it is at "
        + "--fail-on or beyond, 4 for insufficient evidence, 1 for a failure, 2 for wrong usage.";

    public static Command Create(CommandIo io)
    {
        var reference = ReferenceCommand.Compared();
        var input = new InputArguments();
        var failOn = ScoreChoices.FailOn("Mildest verdict that ends with exit code 3: watch, warning or critical.");
        var metrics = new Option<string[]>("--metrics")
        {
            Description = "Metrics to compute, separated by commas [default: all].",
            HelpName = "A,B",
            AllowMultipleArgumentsPerToken = true,
        };
        metrics.RefuseUnknownOptions(token => $"Unrecognized option '{token}'.");
        var nulls = ScoreChoices.Nulls();
        var findings = new Option<bool>("--findings") { Description = "Also say what is notable about single samples." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of what is drawn at random [default: 1].", HelpName = "N" };
        var json = ReferenceCommand.Json();
        var command = new Command("score", Description) { reference };
        input.AddTo(command);
        command.AddAll(failOn, metrics, nulls, findings, seed, json);

        command.SetAction((parsed, cancellationToken) =>
        {
            var scoreOptions = new ScoreOptions { IncludeFindings = parsed.GetValue(findings), Nulls = ScoreChoices.NullsOf(parsed, nulls) };
            scoreOptions.Metrics.AddRange(Split(parsed.GetValue(metrics)));
            if (parsed.GetValue(seed) is { } s)
            {
                scoreOptions.Seed = s;
            }

            var run = new ScoreRun(parsed.GetRequiredValue(reference), scoreOptions, ScoreChoices.FailOnOf(parsed, failOn), parsed.GetValue(json));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }

    private static IEnumerable<string> Split(string[]? metrics) =>
        (metrics ?? []).SelectMany(m => m.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct();
}
