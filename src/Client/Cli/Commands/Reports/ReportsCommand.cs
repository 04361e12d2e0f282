using System.CommandLine;
using Detector.Cli.Commands.Monitors;

namespace Detector.Cli.Commands.Reports;

/// <summary><c>detector reports</c>.</summary>
internal static class ReportsCommand
{
    public static Command Create(CommandIo io)
    {
        var name = MonitorCommand.Name();
        var window = new Option<long?>("--window")
        {
            Description = "Show the whole report of this window; 0 for the last one judged.",
            HelpName = "N",
        };
        var limit = new Option<int>("--limit")
        {
            Description = "Most reports to list, the newest first.",
            HelpName = "K",
            DefaultValueFactory = _ => 20,
        };
        var full = new Option<bool>("--full")
        {
            Description = "List whole reports; with --window also print the samples, when the monitor keeps them.",
        };
        var json = ReferenceCommand.Json();
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit: give 1 or more.");
            }
        });
        window.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() < 0)
            {
                result.AddError("--window: give the number of a window, or 0 for the last one judged.");
            }
        });
        var command = new Command("reports", "Lists the reports of a monitor, the newest first, or shows one.") { name, window, limit, full, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new ReportsRun(parsed.GetRequiredValue(name), parsed.GetValue(full), parsed.GetValue(json));
            return parsed.GetValue(window) is { } number
                ? run.ShowAsync(number, parsed, io, cancellationToken)
                : run.ListAsync(parsed.GetValue(limit), parsed, io, cancellationToken);
        });
        return command;
    }
}
