using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.Cli.Rendering.Monitors;
using Detector.V1;

namespace Detector.Cli.Commands.Reports;

/// <summary>One run of <c>detector reports</c>.</summary>
/// <param name="Monitor">Name of the monitor.</param>
/// <param name="Full">Whole reports in lists, samples in single ones.</param>
/// <param name="Json">Print JSON instead of what people read.</param>
internal sealed record ReportsRun(string Monitor, bool Full, bool Json)
{
    private const int LargestPage = 1000;

    public async Task<int> ShowAsync(long window, ParseResult parsed, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        var report = await client.GetReportAsync(Monitor, window, Full, cancellationToken);
        if (Json)
        {
            ProtobufJson.Write(io.Output, report);
        }
        else
        {
            WindowView.Write(TextConsole.ForOutput(io), report);
        }

        return ExitCode.Success;
    }

    public async Task<int> ListAsync(int limit, ParseResult parsed, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        var listed = new ListReportsResponse();
        var reports = client.ListReportsAsync(Monitor, Math.Min(limit, LargestPage), Full, cancellationToken);
        await foreach (var report in reports.Take(limit).WithCancellation(cancellationToken))
        {
            listed.Reports.Add(report);
        }

        Print(io, listed);
        return ExitCode.Success;
    }

    private void Print(CommandIo io, ListReportsResponse listed)
    {
        var console = TextConsole.ForOutput(io);
        if (Json)
        {
            ProtobufJson.Write(io.Output, listed);
        }
        else if (!Full || listed.Reports.Count == 0)
        {
            WindowTable.Write(console, listed.Reports);
        }
        else
        {
            foreach (var (index, report) in listed.Reports.Index())
            {
                io.Output.Write(index > 0 ? "\n" : "");
                WindowView.Write(console, report);
            }
        }
    }
}
