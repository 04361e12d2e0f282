using System.Text;

namespace Detector.Cli.Demo.Language;

/// <summary>Splits English text into words and punctuation marks, and joins them again.</summary>
public static class Tokens
{
    private const string Closing = ".,;:!?)%";

    /// <summary>Splits a text. A word keeps what stands inside it, such as <c>3,000.50</c>, <c>can't</c> and <c>U.S</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Words and single punctuation marks in order, none of them blank.</returns>
    public static List<string> Split(string text)
    {
        List<string> tokens = [];
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || Joins(text, end)))
            {
                end++;
            }

            if (end > at)
            {
                tokens.Add(text[at..end]);
                at = end;
                continue;
            }

            if (!char.IsWhiteSpace(text[at]))
            {
                tokens.Add(text[at].ToString());
            }

            at++;
        }

        return tokens;
    }

    /// <summary>Joins tokens to running text: no space before closing marks nor after an opening bracket or currency sign.</summary>
    /// <param name="tokens">Tokens as <see cref="Split"/> gives them.</param>
    public static string Join(IEnumerable<string> tokens)
    {
        var text = new StringBuilder();
        foreach (var token in tokens)
        {
            var opened = text.Length > 0 && text[^1] is '(' or '$';
            if (text.Length > 0 && !opened && !Closing.Contains(token[0], StringComparison.Ordinal))
            {
                text.Append(' ');
            }

            text.Append(token);
        }

        return text.ToString();
    }

    /// <summary>Whether a token ends a sentence.</summary>
    /// <param name="token">A token as <see cref="Split"/> gives it.</param>
    public static bool EndsSentence(string token) => token is "." or "!" or "?";

    private static bool Joins(string text, int at) =>
        text[at] is '\'' or '-' or '.' or ','
        && at > 0 && char.IsLetterOrDigit(text[at - 1])
        && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]);
}
