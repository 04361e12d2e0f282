using System.CommandLine;
using Detector.Cli.Commands.Monitors;

namespace Detector.Cli.Commands.Reports;

/// <summary><c>detector watch</c>.</summary>
internal static class WatchCommand
{
    private const string Description =
        "Shows the windows of a monitor as they are judged, until it is interrupted: a table that grows on a terminal, a line a window "
        + "elsewhere. A connection that breaks is reopened, and no window is missed.";

    public static Command Create(CommandIo io)
    {
        var name = MonitorCommand.Name();
        var after = new Option<long?>("--after")
        {
            Description = "Begin with the windows after this one; 0 for all that are kept [default: only new ones].",
            HelpName = "N",
        };
        var json = new Option<bool>("--json")
        {
            Description = "Print each whole report as protobuf JSON on one line and nothing else on standard output.",
        };
        after.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() < 0)
            {
                result.AddError("--after: give the number of a window, or 0 for all that are kept.");
            }
        });
        var command = new Command("watch", Description) { name, after, json };
        command.SetAction((parsed, cancellationToken) =>
            new WatchRun(parsed.GetRequiredValue(name), parsed.GetValue(after), parsed.GetValue(json)).RunAsync(parsed, io, cancellationToken));
        return command;
    }
}
