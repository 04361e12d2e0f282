using System.CommandLine;
using Detector.Cli.Commands.Monitors;
using Detector.Cli.Commands.Observing;
using Detector.Cli.Commands.Reports;
using Detector.Cli.Curation;
using Detector.Cli.Demo;
using Detector.Cli.Gate;
using Detector.Cli.Lineage;
using Detector.Cli.Mixing;

namespace Detector.Cli.Commands;

/// <summary>The root command: its verbs, and how a run ends.</summary>
public static class DetectorCommand
{
    private const string Description = $"""
        Detects model collapse: compares batches of model outputs with a stored reference.

        Needs the service: './detector serve' starts it (on 127.0.0.1:50051; not a verb of this program).

        {ExitCode.Help}
        """;

    // What an interrupted command may take to delete what it made for its run.
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(10);

    /// <summary>Parses and runs a command line; never throws.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CommandIo io)
    {
        var parsed = Create(io).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            return Failures.Usage(io, parsed);
        }

        var configuration = new InvocationConfiguration
        {
            Output = io.Output,
            Error = io.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = CleanUpTime,
        };
        return await Failures.GuardAsync(io, () => parsed.InvokeAsync(configuration));
    }

    private static RootCommand Create(CommandIo io)
    {
        var root = new RootCommand(Description)
        {
            ReferenceCommand.Create(io),
            ScoreCommand.Create(io),
            GateCommand.Create(io),
            CurateCommand.Create(io),
            SeedsCommand.Create(io),
            MixCommand.Create(io),
            LineageCommand.Create(io),
            MonitorCommand.Create(io),
            ObserveCommand.Create(io),
            WatchCommand.Create(io),
            ReportsCommand.Create(io),
            DemoCommand.Create(io),
        };
        root.AddAll(ServerOptions.All);
        return root;
    }
}
