using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Commands.Monitors;

/// <summary><c>detector monitor delete</c>.</summary>
internal static class MonitorDeleteCommand
{
    private const string Description = "Deletes a monitor with all its windows and reports for good, and the reference of its burn-in.";

    public static Command Create(CommandIo io)
    {
        var name = MonitorCommand.Name();
        var json = ReferenceCommand.Json();
        var command = new Command("delete", Description) { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = ServerOptions.Connect(parsed, io);
            var monitor = parsed.GetRequiredValue(name);
            await client.DeleteMonitorAsync(monitor, cancellationToken);
            if (parsed.GetValue(json))
            {
                ProtobufJson.Write(io.Output, new DeleteMonitorResponse());
            }
            else
            {
                io.Output.WriteLine($"Monitor {PlainText.Clean(monitor)} deleted.");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
