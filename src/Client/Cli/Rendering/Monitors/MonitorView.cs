using Detector.V1;
using Google.Protobuf.WellKnownTypes;
using Spectre.Console;
using Monitor = Detector.V1.Monitor;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>Writes one monitor for people: how it stands first, its settings after.</summary>
internal static class MonitorView
{
    public static void Write(IAnsiConsole console, Monitor monitor, string done)
    {
        console.Write(new Text($"Monitor {PlainText.Clean(monitor.Name)}", TextConsole.Bold));
        console.WriteLine(done.Length > 0 ? $" {done}" : "");
        Row("state", monitor.Failure.Length > 0 ? $"{Words.Of(monitor.State)}, failing: {monitor.Failure}" : Words.Of(monitor.State));
        Row("reference", Baseline(monitor));
        Row("alert", Words.Of(monitor.Alert), Words.StyleOf(monitor.Alert));
        Row("verdict", Verdict(monitor), Words.StyleOf(monitor.Verdict));
        Row("evidence", EvidenceWords.All(monitor.Evidence));
        Row("samples", $"{Figures.Count(monitor.SampleCount)}{Last(monitor.LastSampleTime)}");
        Row("windows", $"{Figures.Count(monitor.WindowCount)} judged, {Figures.Count(monitor.WaitingWindows)} waiting");
        Row("open window", monitor.OpenWindow is { } window ? Open(window) : "");
        foreach (var (name, value) in SettingWords.Of(monitor.Settings))
        {
            Row(name, value);
        }

        Row("created", Time(monitor.CreateTime));
        Row("updated", Time(monitor.UpdateTime));
        Row("resets", monitor.Resets > 0 ? $"{Figures.Count(monitor.Resets)}{Last(monitor.ResetTime)}" : "");
        Row("description", monitor.Description);

        void Row(string name, string value, Style? style = null)
        {
            if (value.Length > 0)
            {
                Lines.Item(console, $"  {name,-14} ", value, style);
            }
        }
    }

    private static string Baseline(Monitor monitor)
    {
        var burnIn = monitor.BurnInWindows > 0 ? $"its own first {Figures.Count(monitor.BurnInWindows)} windows" : "";
        return (monitor.Reference.Length, burnIn.Length) switch
        {
            ( > 0, > 0) => $"{monitor.Reference}, {burnIn}",
            ( > 0, _) => monitor.Reference,
            _ => burnIn,
        };
    }

    private static string Verdict(Monitor monitor)
    {
        var time = monitor.LastReportTime is { } t ? $", {ReferenceTable.Time(t)}" : "";
        return monitor.LastWindow == 0 ? "" : $"{Words.Of(monitor.Verdict)} (window {Figures.Count(monitor.LastWindow)}{time})";
    }

    private static string Open(OpenWindow window)
    {
        var seen = window.Seen > window.Samples ? $" of {Figures.Count(window.Seen)}" : "";
        var since = window.OpenTime is { } time ? $" since {ReferenceTable.Time(time)}" : "";
        var generation = window.Generation.Length > 0 ? $", generation {window.Generation}" : "";
        return $"{Figures.Count(window.Number)}: {Figures.Count(window.Samples)}{seen} samples{since}{generation}";
    }

    private static string Last(Timestamp? time) => time is null ? "" : $", the last {ReferenceTable.Time(time)}";

    private static string Time(Timestamp? time) => time is null ? "" : ReferenceTable.Time(time);
}
