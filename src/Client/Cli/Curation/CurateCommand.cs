using System.CommandLine;
using Detector.Cli.Commands;

namespace Detector.Cli.Curation;

/// <summary><c>detector curate</c>.</summary>
internal static class CurateCommand
{
    private const string Description = """
        Curates candidates for training: drops repetitions and loops, keeps what is rare or unusual, and weights regions that are over-full or
        thin to their share of the reference. With --select the best so many are chosen for coverage of the reference.

        The output holds the kept rows in their order, each JSON row as it was with its weight added; rows of other formats become
        JSON with the fields text, id, prompt, group and subset. Any number of candidates is read once and passes through bounded memory.
        """;

    public static Command Create(CommandIo io)
    {
        var reference = ReferenceCommand.Compared("Name of the reference to cover.");
        var input = new InputArguments();
        var output = SharedOptions.RequiredFile(
            "--output", "File for the kept rows, JSON lines; '-' for standard output (then the summary goes to standard error).", "-o");
        var select = new Option<int>("--select")
        {
            Description = "Keep only the best so many for coverage of the reference, 1 to 100000. They need no weights.",
            HelpName = "N",
        };
        var weight = new Option<string>("--weight-field")
        {
            Description = "Field of the weight in the output.",
            HelpName = "FIELD",
            DefaultValueFactory = _ => "weight",
        };
        var decisions = SharedOptions.File("--decisions", "Also write what was decided of every candidate, and why, as JSON lines.");
        var seed = SharedOptions.Seed<ulong>();
        var json = ReferenceCommand.Json();
        var command = new Command("curate", Description) { reference };
        input.AddTo(command);
        command.AddAll(output, select, weight, decisions, seed, json);

        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new CurateRun(
                parsed.GetRequiredValue(reference),
                new ResultOutput(parsed.GetRequiredValue(output), parsed.GetValue(json)),
                parsed.GetResult(select) is null ? null : parsed.GetValue(select),
                parsed.GetRequiredValue(weight),
                parsed.GetValue(decisions),
                parsed.GetValue(seed));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }
}
