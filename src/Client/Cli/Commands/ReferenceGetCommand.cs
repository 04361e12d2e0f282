using System.CommandLine;
using Detector.Cli.Rendering;

namespace Detector.Cli.Commands;

/// <summary><c>detector reference get</c>.</summary>
internal static class ReferenceGetCommand
{
    public static Command Create(CommandIo io)
    {
        var name = ReferenceCommand.Name();
        var json = ReferenceCommand.Json();
        var command = new Command("get", "Shows one reference.") { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = ServerOptions.Connect(parsed, io);
            var reference = await client.GetReferenceAsync(parsed.GetRequiredValue(name), cancellationToken);
            if (parsed.GetValue(json))
            {
                ProtobufJson.Write(io.Output, reference);
            }
            else
            {
                ReferenceView.Write(TextConsole.ForOutput(io), reference, "");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
