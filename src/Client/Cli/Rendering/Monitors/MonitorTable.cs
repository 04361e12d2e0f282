using Detector.V1;
using Spectre.Console;
using Monitor = Detector.V1.Monitor;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>Writes the list of monitors for people.</summary>
internal static class MonitorTable
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<Monitor> monitors)
    {
        if (monitors.Count == 0)
        {
            console.WriteLine("No monitors yet; 'detector monitor create' makes one.");
            return;
        }

        var table = new TextTable("name", "state", "reference", ">samples", ">windows", "verdict", "alert");
        foreach (var monitor in monitors)
        {
            table.Add(
                Words.StyleOf(monitor.Alert),
                PlainText.Clean(monitor.Name),
                State(monitor),
                Reference(monitor),
                Figures.Count(monitor.SampleCount),
                Figures.Count(monitor.WindowCount),
                Words.Of(monitor.Verdict),
                Words.Of(monitor.Alert));
        }

        if (table.Width <= console.Profile.Width)
        {
            table.Write(console);
            return;
        }

        foreach (var monitor in monitors)
        {
            Lines.Item(console, "", monitor.Name);
            var alert = monitor.Alert >= AlertLevel.Warning ? $", alert {Words.Of(monitor.Alert)}" : "";
            Lines.Item(
                console,
                "  ",
                $"{State(monitor)}, {Figures.Count(monitor.WindowCount)} windows, {Words.Of(monitor.Verdict)}{alert}",
                Words.StyleOf(monitor.Alert));
        }
    }

    private static string State(Monitor monitor) => monitor.Failure.Length > 0 ? "failing" : Words.Of(monitor.State);

    private static string Reference(Monitor monitor) => monitor.Reference.Length > 0 ? PlainText.Clean(monitor.Reference) : Figures.None;
}
