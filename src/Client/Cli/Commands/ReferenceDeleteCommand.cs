using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary><c>detector reference delete</c>.</summary>
internal static class ReferenceDeleteCommand
{
    public static Command Create(CommandIo io)
    {
        var name = ReferenceCommand.Name();
        var json = ReferenceCommand.Json();
        var command = new Command("delete", "Deletes a reference for good.") { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = ServerOptions.Connect(parsed, io);
            var reference = parsed.GetRequiredValue(name);
            await client.DeleteReferenceAsync(reference, cancellationToken);
            if (parsed.GetValue(json))
            {
                ProtobufJson.Write(io.Output, new DeleteReferenceResponse());
            }
            else
            {
                io.Output.WriteLine($"Reference {PlainText.Clean(reference)} deleted.");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
