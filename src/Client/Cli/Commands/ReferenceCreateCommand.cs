using System.CommandLine;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary><c>detector reference create</c>.</summary>
internal static class ReferenceCreateCommand
{
    public static Command Create(CommandIo io)
    {
        var name = ReferenceCommand.Name();
        var input = new InputArguments();
        var keepTexts = new Option<bool>("--keep-texts") { Description = "Keep the texts in the store; reports can then show examples." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of the split and of the null draws [default: 1].", HelpName = "N" };
        var description = new Option<string?>("--description") { Description = "Free text to store with the reference.", HelpName = "TEXT" };
        var noWait = new Option<bool>("--no-wait")
        {
            Description = "End as soon as the reference is stored, before it is calibrated; 'detector reference get' shows how far it is.",
        };
        var json = ReferenceCommand.Json();
        var command = new Command("create", "Creates a reference from healthy outputs.") { name };
        input.AddTo(command);
        command.AddAll(keepTexts, seed, description, noWait, json);
        command.SetAction((parsed, cancellationToken) =>
        {
            var header = new ReferenceHeader
            {
                Name = parsed.GetRequiredValue(name),
                Description = parsed.GetValue(description) ?? "",
                KeepTexts = parsed.GetValue(keepTexts),
            };
            if (parsed.GetValue(seed) is { } s)
            {
                header.Seed = s;
            }

            var run = new ReferenceCreateRun(header, !parsed.GetValue(noWait), parsed.GetValue(json));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }
}
