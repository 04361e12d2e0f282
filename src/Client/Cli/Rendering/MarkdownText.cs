using System.Text;

namespace Detector.Cli.Rendering;

/// <summary>Makes text of others safe to put into Markdown: labels and file names can hold markup.</summary>
internal static class MarkdownText
{
    private const string Markup = "\\`*_{}[]<>#|~!";

    /// <summary>The text on one line, with what Markdown takes for markup escaped.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in PlainText.Clean(text))
        {
            // An underscore inside a word is none to GitHub, and names of metrics are full of them.
            escaped.Append(Markup.Contains(c, StringComparison.Ordinal) && c != '_' ? $"\\{c}" : $"{c}");
        }

        return escaped.ToString();
    }

    /// <summary>Appends a table; its cells are Markdown already.</summary>
    public static void Table(StringBuilder text, string[] headers, IEnumerable<string[]> rows)
    {
        Line(headers);
        Line([.. headers.Select(_ => "---")]);
        foreach (var row in rows)
        {
            Line(row);
        }

        void Line(string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
