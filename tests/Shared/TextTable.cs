using System.Text;

namespace Detector.Tests.Shared;

/// <summary>A table of text: the first column to the left, the others to the right.</summary>
/// <param name="headings">Headings of the columns.</param>
public sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];

    /// <summary>Adds a row; a last cell beyond the headings is printed as it is.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Whether it has no row.</summary>
    public bool IsEmpty => _rows.Count == 1;

    /// <summary>The table.</summary>
    public override string ToString()
    {
        var widths = headings.Select((_, column) => _rows.Max(row => column < row.Length ? row[column].Length : 0)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) => column switch
            {
                0 => cell.PadRight(widths[0]),
                _ when column < widths.Length => cell.PadLeft(widths[column]),
                _ => cell,
            });
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }

        return text.ToString();
    }
}
