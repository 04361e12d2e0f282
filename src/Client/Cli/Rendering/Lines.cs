using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>Wrapped lines with a hanging indent.</summary>
internal static class Lines
{
    public static void Heading(IAnsiConsole console, string text)
    {
        console.WriteLine();
        console.Write(new Text(text, TextConsole.Bold));
        console.WriteLine();
    }

    /// <summary>Writes <paramref name="text"/> after <paramref name="lead"/>, further lines aligned under its first character.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="lead">What the first line begins with.</param>
    /// <param name="text">The text.</param>
    /// <param name="style">Its style.</param>
    /// <param name="indent">Columns by which further lines are indented more.</param>
    public static void Item(IAnsiConsole console, string lead, string text, Style? style = null, int indent = 0)
    {
        var width = Math.Max(10, console.Profile.Width - lead.Length - indent);
        var head = lead;
        foreach (var line in Wrap(PlainText.Clean(text), width))
        {
            console.Write(new Text(head));
            console.Write(new Text(line, style));
            console.WriteLine();
            head = new string(' ', lead.Length + indent);
        }
    }

    /// <summary>Breaks at spaces, but not before a percent sign; a word longer than the width is cut.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var rest = text.Trim();
        while (rest.Length > width)
        {
            var space = rest.LastIndexOf(' ', width);
            while (space > 0 && rest[space + 1] == '%')
            {
                space = rest.LastIndexOf(' ', space - 1);
            }

            var cut = space > 0 ? space : width;
            yield return rest[..cut].TrimEnd();
            rest = rest[cut..].TrimStart();
        }

        yield return rest;
    }
}
