using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Gate.Policy;

namespace Detector.Cli.Mixing;

/// <summary><c>detector mix</c>.</summary>
internal static class MixCommand
{
    private const string Description = """
        Finds how much human data to add to a data set before it may be trained on: the smallest share of human data with which mixtures pass
        the gate, with the curve of all shares tried. The human data must come from the same source as the reference and not be part of it.

        Exit codes: 0 a share was found (0 when the data passes as it is), 3 none passes, 1 failure, 2 wrong usage.
        """;

    public static Command Create(CommandIo io)
    {
        var reference = ReferenceCommand.Compared();
        var input = new InputArguments();
        var human = SharedOptions.RequiredFile("--human", "File of human samples to mix in; its fields are those of --input.");
        var policy = SharedOptions.File("--policy", "Policy of the gate, a JSON file [default: that of 'detector gate'].");
        var size = new Option<int>("--samples")
        {
            Description = "Samples of a mixture at most, 64 to 8192: a smaller data set is tried whole. The gate sees more in larger ones.",
            HelpName = "N",
            DefaultValueFactory = _ => 4096,
        };
        var seed = SharedOptions.Seed<int>();
        var json = new Option<bool>("--json") { Description = "Print the advice and the curve as JSON and nothing else on standard output." };
        var command = new Command("mix", Description) { reference };
        input.AddTo(command);
        command.AddAll(human, policy, size, seed, json);

        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new MixRun(
                parsed.GetRequiredValue(reference),
                parsed.GetRequiredValue(human),
                PolicyFile.Read(parsed.GetValue(policy)),
                parsed.GetValue(size),
                parsed.GetValue(seed),
                parsed.GetValue(json));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }
}
