using System.Text;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Documentation;

/// <summary>Command lines of documentation, divided as a shell does.</summary>
internal static class ShellLine
{
    private const string Prompt = "$ ";

    /// <summary>The command lines of a file: after a prompt, and alone in blocks and code spans.</summary>
    public static IEnumerable<string> Of(MarkdownFile file) =>
        file.Blocks.Where(block => block.Language is "" or "sh" or "bash" or "console").SelectMany(block => Joined(block.Lines)).Concat(file.Codes)
            .Select(line => line.StartsWith(Prompt, StringComparison.Ordinal) ? line[Prompt.Length..] : line);

    /// <summary>The words of each simple command of a line, without assignments before and files that are written or read.</summary>
    public static IReadOnlyList<string[]> Commands(string line)
    {
        List<List<string>> commands = [[]];
        var skip = false;
        foreach (var word in Words(line))
        {
            if (word is "|" or "||" or "&&" or ";" or "&")
            {
                commands.Add([]);
            }
            else if (word is ">" or "<" or ">>")
            {
                skip = true;
            }
            else if (skip)
            {
                skip = false;
            }
            else if (commands[^1].Count > 0 || !IsAssignment(word))
            {
                commands[^1].Add(word);
            }
        }

        return [.. commands.Where(command => command.Count > 0).Select(command => command.ToArray())];
    }

    // A backslash at the end goes on in the next line.
    private static IEnumerable<string> Joined(IReadOnlyList<string> lines)
    {
        var joined = "";
        foreach (var line in lines)
        {
            joined += line.TrimStart();
            if (joined.EndsWith('\\'))
            {
                joined = joined[..^1];
                continue;
            }

            yield return joined;
            joined = "";
        }
    }

    private static bool IsAssignment(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && word[..end].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (var place = 0; place < line.Length; place++)
        {
            var letter = line[place];
            if (quote != '\0')
            {
                quote = letter == quote ? '\0' : quote;
                word.Append(letter);
            }
            else if (letter is '\'' or '"')
            {
                quote = letter;
                word.Append(letter);
            }
            else if (letter == '#' && word.Length == 0)
            {
                yield break;
            }
            else if (letter is ' ' or '|' or '&' or ';' or '>' or '<')
            {
                if (word.Length > 0)
                {
                    yield return $"{word}";
                    word.Clear();
                }

                if (letter != ' ')
                {
                    var twice = letter != ';' && place + 1 < line.Length && line[place + 1] == letter;
                    yield return twice ? $"{letter}{letter}" : $"{letter}";
                    place += twice ? 1 : 0;
                }
            }
            else
            {
                word.Append(letter);
            }
        }

        if (word.Length > 0)
        {
            yield return $"{word}";
        }
    }
}
