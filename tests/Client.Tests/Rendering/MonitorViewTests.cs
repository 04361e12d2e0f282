using Detector.Cli;
using Detector.Cli.Rendering;
using Detector.Cli.Rendering.Monitors;
using Detector.V1;
using Spectre.Console;

namespace Detector.Client.Tests.Rendering;

public sealed class MonitorViewTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void A_monitor_is_readable_at_every_width(int width) => Matches($"monitor-{width}.txt", width, console =>
    {
        MonitorView.Write(console, WatchedWindows.Alerting(), "updated");
        MonitorView.Write(console, WatchedWindows.BurningIn(), "");
    });

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void Monitors_are_listed_at_every_width(int width) =>
        Matches($"monitors-{width}.txt", width, console => MonitorTable.Write(console, [WatchedWindows.Alerting(), WatchedWindows.BurningIn()]));

    [Theory]
    [InlineData(160)]
    [InlineData(60)]
    public void Windows_are_listed_at_every_width(int width) =>
        Matches($"windows-{width}.txt", width, console => WindowTable.Write(console, [WatchedWindows.Paging(), WatchedWindows.Quiet(13)]));

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void A_window_is_readable_at_every_width(int width) => Matches($"window-{width}.txt", width, console =>
    {
        var report = WatchedWindows.Paging();
        report.Samples.Add(new Sample { Text = "one\n\u001b[2Jtwo" });
        WindowView.Write(console, report);
    });

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    public void A_watch_is_readable_at_every_width(int width)
    {
        var view = new WindowLive(Io(TextWriter.Null, width), WatchedWindows.Alerting());
        Matches($"watch-{width}.txt", width, console =>
        {
            console.Write(view.Draw());
            view.Show(WatchedWindows.Quiet(13));
            view.Show(WatchedWindows.Paging());
            view.ShowInterruption("The service is shutting down.");
            console.Write(view.Draw());
        });
    }

    private static void Matches(string name, int width, Action<IAnsiConsole> write)
    {
        using var writer = new StringWriter();
        write(TextConsole.ForOutput(Io(writer, width)));
        // Spectre fills tables with spaces.
        var text = string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd()));
        Assert.DoesNotContain(text, c => char.IsControl(c) && c != '\n');
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, $"{line.Length} columns: {line}"));
        Snapshot.Matches(name, text);
    }

    private static CommandIo Io(TextWriter output, int width) => new() { Output = output, Error = TextWriter.Null, Width = width };
}
