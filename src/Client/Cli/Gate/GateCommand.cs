using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Gate.Policy;

namespace Detector.Cli.Gate;

/// <summary><c>detector gate</c>.</summary>
internal static class GateCommand
{
    private const string Description = """
        Decides whether a data set may be trained on: scores it against a reference and holds the report to a policy.

        Without a policy: healthy and watched data is accepted, unless a watched signature is a collapse, which is quarantined, as are
        warnings and insufficient evidence. Data whose parts are only thinned or over-full is accepted with weights. Critical data is
        rejected, as is mode collapse, repetition and low fidelity from a warning on. docs/gate.md shows the policy file.

        Exit codes: 0 accept, 5 accept with weights, 6 quarantine, 3 reject, 4 insufficient evidence where the policy says fail,
        1 failure, 2 wrong usage, a wrong policy included.
        """;

    public static Command Create(CommandIo io)
    {
        var reference = ReferenceCommand.Compared();
        var input = new InputArguments();
        var policy = SharedOptions.File("--policy", "Policy, a JSON file [default: the policy told above].");
        var markdown = SharedOptions.File("--markdown", "Also write a report in Markdown, such as a job summary takes ($GITHUB_STEP_SUMMARY).");
        var json = SharedOptions.File("--json", "Also write decision, criteria, weights, policy and report as JSON.");
        var origin = new Option<string?>("--origin-field")
        {
            Description = "Field of the origin: who made the text; the policy's share of human data is told by it [default: origin].",
            HelpName = "FIELD",
        };
        var command = new Command("gate", Description) { reference };
        input.AddTo(command);
        command.AddAll(origin, policy, markdown, json);

        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new GateRun(
                parsed.GetRequiredValue(reference),
                PolicyFile.Read(parsed.GetValue(policy)),
                parsed.GetValue(origin),
                parsed.GetValue(markdown),
                parsed.GetValue(json));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }
}
