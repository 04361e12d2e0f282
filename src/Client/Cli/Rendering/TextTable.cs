using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>
/// A table of single lines: columns as wide as their widest cell, figures to the right, nothing wrapped, cut or padded at the
/// end. Where <see cref="Width"/> is more than the console has, the caller writes another form.
/// </summary>
/// <param name="headers">Headers of the columns; those that begin with <c>&gt;</c> are right-aligned.</param>
internal sealed class TextTable(params string[] headers)
{
    private const string Gap = "  ";

    private readonly List<(string[] Cells, Style? LastStyle)> _rows = [([.. headers.Select(h => h.TrimStart('>'))], null)];

    /// <summary>Width of the widest line.</summary>
    public int Width => Widths().Sum() + (Gap.Length * (headers.Length - 1));

    /// <summary>Adds a row.</summary>
    /// <param name="lastStyle">Style of its last cell.</param>
    /// <param name="cells">As many cells as there are columns, or one for a heading over all columns.</param>
    public void Add(Style? lastStyle, params string[] cells) => _rows.Add((cells, lastStyle));

    public void Write(IAnsiConsole console)
    {
        var widths = Widths();
        foreach (var (cells, style) in _rows)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                var last = i == cells.Length - 1;
                var text = headers[i].StartsWith('>') ? cells[i].PadLeft(widths[i]) : last ? cells[i] : cells[i].PadRight(widths[i]);
                console.Write(new Text(text, last ? style : null));
                console.Write(new Text(last ? "" : Gap));
            }

            console.WriteLine();
        }
    }

    private int[] Widths()
    {
        var rows = _rows.Where(r => r.Cells.Length == headers.Length);
        return [.. Enumerable.Range(0, headers.Length).Select(i => rows.Max(r => r.Cells[i].Length))];
    }
}
