using System.Text;

namespace Detector.Cli.Rendering;

/// <summary>Makes text of others safe to print: model outputs can hold escape sequences that would drive the terminal.</summary>
internal static class PlainText
{
    /// <summary>The text with every control character as a space.</summary>
    public static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;

    /// <summary>The text on one line of at most <paramref name="width"/> characters, runs of white space as one space.</summary>
    public static string OneLine(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune))
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }

            if (line.Length > width)
            {
                var cut = width - 1;
                return string.Concat(line.ToString(0, char.IsHighSurrogate(line[cut - 1]) ? cut - 1 : cut).TrimEnd(), "…");
            }
        }

        return line.ToString().TrimEnd();
    }
}
