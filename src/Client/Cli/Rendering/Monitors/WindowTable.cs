using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>A list of windows: a table where it fits, wrapped lines where it does not.</summary>
internal static class WindowTable
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<MonitorReport> reports)
    {
        if (reports.Count == 0)
        {
            console.WriteLine("No reports yet; a window is judged when it is full.");
            return;
        }

        var table = new TextTable(">window", "closed (UTC)", ">samples", "signatures", "evidence", "alerts", "verdict");
        foreach (var cells in reports.Select(r => new WindowCells(r)))
        {
            table.Add(
                Words.StyleOf(cells.Verdict),
                cells.Window,
                cells.ClosedMinute,
                cells.Samples,
                cells.Signatures,
                cells.Evidence,
                cells.Alerts,
                Words.Of(cells.Verdict));
        }

        if (table.Width <= console.Profile.Width)
        {
            table.Write(console);
            return;
        }

        foreach (var report in reports)
        {
            Lines.Item(console, "", WindowLine.Of(report), Words.StyleOf(new WindowCells(report).Verdict), indent: 2);
        }
    }
}
