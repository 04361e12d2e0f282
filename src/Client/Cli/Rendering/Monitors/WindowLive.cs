using Detector.V1;
using Spectre.Console;
using Spectre.Console.Rendering;
using Monitor = Detector.V1.Monitor;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>A table on the terminal that gets a row for each window; the oldest rows leave it where the screen is full.</summary>
/// <param name="io">Where to draw.</param>
/// <param name="monitor">The monitor as it was at the start.</param>
internal sealed class WindowLive(CommandIo io, Monitor monitor) : IWindowView
{
    // Below it, columns for everything would be too narrow to read.
    private const int WideWidth = 100;

    // The longest word of a verdict; "insufficient evidence" takes two lines.
    private const int VerdictWidth = 12;

    // Title, header, note and some room for rows that wrap.
    private const int OtherLines = 8;

    private readonly IAnsiConsole _console = TextConsole.ForOutput(io);
    private readonly Queue<MonitorReport> _reports = [];
    private LiveDisplayContext? _display;
    private string _note = "";

    /// <summary>Runs work that shows windows.</summary>
    public Task RunAsync(Func<IWindowView, Task> work) =>
        _console.Live(Draw()).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Top).StartAsync(async display =>
        {
            _display = display;
            display.Refresh();
            await work(this);
        });

    public void Show(MonitorReport report)
    {
        _note = "";
        _reports.Enqueue(report);
        if (_reports.Count > Math.Max(5, _console.Profile.Height - OtherLines))
        {
            _reports.Dequeue();
        }

        _display?.UpdateTarget(Draw());
    }

    public void ShowInterruption(string cause)
    {
        _note = $"trying again: {PlainText.Clean(cause)}";
        _display?.UpdateTarget(Draw());
    }

    /// <summary>What is on the screen.</summary>
    public Rows Draw()
    {
        List<IRenderable> rows = [new Text(Title(), TextConsole.Bold), _reports.Count > 0 ? Table() : new Text(Waiting())];
        if (_note.Length > 0)
        {
            rows.Add(new Text(_note, new Style(Color.Yellow)));
        }

        return new Rows(rows);
    }

    private string Title()
    {
        var reference = monitor.Reference.Length > 0 ? $"reference {PlainText.Clean(monitor.Reference)}" : Words.Of(monitor.State);
        string[] parts = [$"Monitor {PlainText.Clean(monitor.Name)}", reference, "Ctrl-C ends the watch"];
        return string.Join("; ", parts.Where(p => p.Length > 0));
    }

    private string Waiting()
    {
        var full = monitor.Settings?.Window is { HasSamples: true } window ? $" of {Figures.Count(window.Samples)}" : "";
        return monitor.OpenWindow is { } open
            ? $"Waiting for window {Figures.Count(open.Number)}, which had {Figures.Count(open.Samples)}{full} samples."
            : "Waiting for a window.";
    }

    private Table Table()
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(Column(">window")).AddColumn(Column("verdict", VerdictWidth));
        var isWide = _console.Profile.Width >= WideWidth;
        foreach (var header in isWide ? (string[])[">samples", "signatures", "evidence", "alerts"] : ["samples, signatures, evidence, alerts"])
        {
            table.AddColumn(Column(header));
        }

        foreach (var cells in _reports.Select(r => new WindowCells(r)))
        {
            string[] figures = [cells.Samples, cells.Signatures, cells.Evidence];
            var alerts = Words.StyleOf(cells.Level);
            table.AddRow([
                new Text(cells.Window),
                new Text(Words.Of(cells.Verdict), Words.StyleOf(cells.Verdict)),
                .. isWide
                    ? [.. figures.Select(f => new Text(f)), new Text(cells.Alerts, alerts)]
                    : (Text[])[new Text(string.Join("; ", figures.Append(cells.Alerts).Where(f => f.Length > 0 && f != Figures.None)), alerts)],
            ]);
        }

        return table;
    }

    private static TableColumn Column(string header, int? width = null) => new(new Text(header.TrimStart('>'), TextConsole.Bold))
    {
        Alignment = header.StartsWith('>') ? Justify.Right : Justify.Left,
        Padding = new Padding(0, 0, 2, 0),
        Width = width,
    };
}
