using System.Text;
using Detector.Cli.Rendering;

namespace Detector.Cli.Gate.Output;

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
}
