using System.Text;

namespace Detector.Encoding.Tokenization;

/// <summary>What is done to a text before any tokenizer sees it.</summary>
internal static class TextCleaning
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Runs of white space become one space, those at the ends nothing. Generated text often ends in a newline, and to the bundled
    /// encoder a newline is an unknown word that moves the embedding.
    /// </summary>
    public static string CollapseWhiteSpace(string text)
    {
        if (IsCollapsed(text))
        {
            return text;
        }

        var collapsed = new StringBuilder(text.Length);
        var pending = false;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
            {
                pending = collapsed.Length > 0;
                continue;
            }

            if (pending)
            {
                collapsed.Append(' ');
                pending = false;
            }

            collapsed.Append(character);
        }

        return collapsed.ToString();
    }

    /// <summary>
    /// Replaces lone surrogates and U+FFFE and U+FFFF, on which <see cref="string.Normalize()"/> throws, by U+FFFD. None of them is in any
    /// vocabulary, so the tokens are the same.
    /// </summary>
    public static string ReplaceInvalid(string text)
    {
        StringBuilder? replaced = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] >= '\uFFFE')
            {
                replaced ??= new StringBuilder(text);
                replaced[i] = Replacement;
            }
        }

        return replaced?.ToString() ?? text;
    }

    private static bool IsCollapsed(string text)
    {
        var afterSpace = true;
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character) && (afterSpace || character != ' '))
            {
                return false;
            }

            afterSpace = character == ' ';
        }

        return text.Length == 0 || !afterSpace;
    }
}
