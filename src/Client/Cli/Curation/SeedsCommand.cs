using System.CommandLine;
using Detector.Cli.Commands;

namespace Detector.Cli.Curation;

/// <summary><c>detector seeds</c>.</summary>
internal static class SeedsCommand
{
    private const string Description = """
        Says what a batch lacks, how many samples each lacking region or label needs, and which samples of the reference to start from when new
        data is made. --output writes these seeds as JSON lines, ready to be put into prompts.

        Seeds have texts when the reference keeps them (reference create --keep-texts), or when --texts names the files that it was made of and
        their rows have ids.
        """;

    public static Command Create(CommandIo io)
    {
        var reference = ReferenceCommand.Compared();
        var input = new InputArguments();
        var perDeficit = new Option<int>("--per-deficit")
        {
            Description = "Seeds of each lacking region or label at most, 0 to 100.",
            HelpName = "N",
            DefaultValueFactory = _ => 5,
        };
        var output = SharedOptions.File(
            "--output", "File for the seeds, JSON lines; '-' for standard output (then the table goes to standard error).", "-o");
        var texts = SharedOptions.File("--texts", "File with the reference's own rows, to look up the texts of seeds by their ids.");
        var seed = SharedOptions.Seed<ulong>();
        var json = ReferenceCommand.Json();
        var command = new Command("seeds", Description) { reference };
        input.AddTo(command);
        command.AddAll(perDeficit, output, texts, seed, json);

        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new SeedsRun(
                parsed.GetRequiredValue(reference),
                parsed.GetValue(perDeficit),
                new ResultOutput(parsed.GetValue(output), parsed.GetValue(json)),
                parsed.GetValue(texts),
                parsed.GetValue(seed));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }
}
