using Detector.Cli.Input;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>One window for people: where it stands, what it did to the evidence, and its whole report.</summary>
internal static class WindowView
{
    public static void Write(IAnsiConsole console, MonitorReport report)
    {
        var cells = new WindowCells(report);
        console.Write(new Text($"Window {cells.Window} of monitor {PlainText.Clean(report.Monitor)}", TextConsole.Bold));
        console.WriteLine();
        Row("open", Times(report));
        Row("closed because", Words.Of(report.CloseReason));
        Row("generation", report.Generation);
        Row("samples", report.Seen > (report.Report?.SampleCount ?? 0) ? $"{cells.Samples} that came, chosen at random" : cells.Samples);
        Row("evidence", EvidenceWords.All(report.Evidence));
        foreach (var change in report.Changes)
        {
            Lines.Item(console, "  alert          ", EvidenceWords.Describe(change), Words.StyleOf(change.To));
        }

        if (report.Report is { } judged)
        {
            console.WriteLine();
            new ReportView(console, index => new RowPosition($"window {report.Window}", index + 1)).Write(judged);
        }

        WriteSamples(console, report);

        void Row(string name, string value)
        {
            if (value.Length > 0)
            {
                Lines.Item(console, $"  {name,-14} ", value);
            }
        }
    }

    private static void WriteSamples(IAnsiConsole console, MonitorReport report)
    {
        if (report.Samples.Count == 0)
        {
            return;
        }

        Lines.Heading(console, "Samples");
        foreach (var sample in report.Samples)
        {
            console.WriteLine($"  {PlainText.OneLine(sample.Text, console.Profile.Width - 2)}");
        }
    }

    private static string Times(MonitorReport report) => (report.OpenTime, report.CloseTime) switch
    {
        ({ } open, { } close) => $"{ReferenceTable.Time(open)} to {ReferenceTable.Time(close)}",
        ({ } open, null) => $"from {ReferenceTable.Time(open)}",
        _ => "",
    };
}
