using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.Cli.Rendering.Monitors;
using Detector.V1;

namespace Detector.Cli.Commands.Monitors;

/// <summary><c>detector monitor list</c>.</summary>
internal static class MonitorListCommand
{
    public static Command Create(CommandIo io)
    {
        var json = ReferenceCommand.Json();
        var command = new Command("list", "Lists every monitor, by name.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(json), io, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool json, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        var all = new ListMonitorsResponse();
        await foreach (var monitor in client.ListMonitorsAsync(cancellationToken: cancellationToken))
        {
            all.Monitors.Add(monitor);
        }

        if (json)
        {
            ProtobufJson.Write(io.Output, all);
        }
        else
        {
            MonitorTable.Write(TextConsole.ForOutput(io), all.Monitors);
        }

        return ExitCode.Success;
    }
}
