using System.CommandLine;

namespace Detector.Cli.Commands.Monitors;

/// <summary><c>detector monitor get</c>.</summary>
internal static class MonitorGetCommand
{
    public static Command Create(CommandIo io)
    {
        var name = MonitorCommand.Name();
        var json = ReferenceCommand.Json();
        var command = new Command("get", "Shows one monitor: how it stands, its evidence and its settings.") { name, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = ServerOptions.Connect(parsed, io);
            var monitor = await client.GetMonitorAsync(parsed.GetRequiredValue(name), cancellationToken);
            return MonitorCommand.Print(io, monitor, "", parsed.GetValue(json));
        });
        return command;
    }
}
