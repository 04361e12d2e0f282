using System.Globalization;

namespace Detector.Encoding.Tokenization;

/// <summary>Finds where sentences end. It only chooses good places to cut long texts, so it knows no abbreviations.</summary>
internal static class SentenceSplitter
{
    /// <summary>The sentences of a text, in order, without the spaces between them.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsEnd(text, i))
            {
                continue;
            }

            var end = i + 1;
            while (end < text.Length && Closes(text[end]))
            {
                end++;
            }

            if (end == text.Length || text[end] == ' ' || IsWide(text[i]))
            {
                yield return text[start..end].Trim();
                (start, i) = (end, end - 1);
            }
        }

        if (text[start..].Trim() is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }

    private static bool Closes(char character) => character is '"' or '\''
        || char.GetUnicodeCategory(character) is UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation;

    private static bool IsEnd(string text, int index) => text[index] is '.' or '!' or '?' or '\u2026' or '\u0964' || IsWide(text[index]);

    // Chinese and Japanese write no space after these.
    private static bool IsWide(char character) => character is '\u3002' or '\uFF01' or '\uFF1F';
}
