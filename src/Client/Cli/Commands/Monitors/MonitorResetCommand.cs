using System.CommandLine;

namespace Detector.Cli.Commands.Monitors;

/// <summary><c>detector monitor reset</c>.</summary>
internal static class MonitorResetCommand
{
    private const string Description =
        "Starts a monitor anew, after a retrain for example: evidence and alerts are gone, as are samples that were not judged; "
        + "reports stay. A monitor with a burn-in burns in again, unless --reference ends that.";

    public static Command Create(CommandIo io)
    {
        var name = MonitorCommand.Name();
        var reference = new Option<string?>("--reference", "-r")
        {
            Description = "Another reference from now on [default: the same baseline as before].",
            HelpName = "NAME",
        };
        var json = ReferenceCommand.Json();
        var command = new Command("reset", Description) { name, reference, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = ServerOptions.Connect(parsed, io);
            var monitor = await client.ResetMonitorAsync(parsed.GetRequiredValue(name), parsed.GetValue(reference), cancellationToken);
            return MonitorCommand.Print(io, monitor, "reset", parsed.GetValue(json));
        });
        return command;
    }
}
