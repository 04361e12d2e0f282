using System.CommandLine;
using Detector.Cli.Rendering;
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
        var json = ReferenceCommand.Json();
        var command = new Command("create", "Creates a reference from healthy outputs.") { name };
        input.AddTo(command);
        command.Add(keepTexts);
        command.Add(seed);
        command.Add(description);
        command.Add(json);
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

            return RunAsync(parsed, header, input, parsed.GetValue(json), io, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed, ReferenceHeader header, InputArguments arguments, bool json, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        var samples = arguments.Open(parsed, io);
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                var reference = await new Upload(io, samples, "building the reference").RunAsync(
                    progress => client.CreateReferenceAsync(header, samples.ReadAsync(cancellationToken), progress, cancellationToken));
                InputNotes.Write(io, samples);
                if (json)
                {
                    ProtobufJson.Write(io.Output, reference);
                }
                else
                {
                    ReferenceView.Write(TextConsole.ForOutput(io), reference, "created");
                }

                return ExitCode.Success;
            },
            samples);
    }
}
