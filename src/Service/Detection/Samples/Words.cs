using System.Globalization;
using System.Text;

namespace Detector.Detection.Samples;

/// <summary>
/// Splits a text into words: runs of letters, marks and digits with inner apostrophes and hyphens, lower-cased after NFKC;
/// each ideograph, kana and emoji is a word of its own. Other punctuation separates words and is dropped.
/// </summary>
internal static class Words
{
    /// <summary>The text as it is compared with others: NFKC, lower case, white space collapsed and trimmed.</summary>
    public static string Normalize(string text)
    {
        var folded = Composed(text).ToLowerInvariant();
        var builder = new StringBuilder(folded.Length);
        var pendingSpace = false;
        foreach (var unit in folded)
        {
            if (char.IsWhiteSpace(unit))
            {
                pendingSpace = builder.Length > 0;
                continue;
            }

            if (pendingSpace)
            {
                builder.Append(' ');
                pendingSpace = false;
            }

            builder.Append(unit);
        }

        return builder.ToString();
    }

    /// <summary>The hashes of a normalised text's words, in order.</summary>
    public static ulong[] Hash(string normalized)
    {
        var hashes = new List<ulong>(normalized.Length / 5);
        var start = -1;
        var position = 0;
        foreach (var rune in normalized.EnumerateRunes())
        {
            if (IsJoining(rune, normalized, position, start))
            {
                start = start < 0 ? position : start;
            }
            else
            {
                Close(normalized, start, position, hashes);
                start = -1;
                if (StandsAlone(rune))
                {
                    hashes.Add(TextHash.Of(normalized.AsSpan(position, rune.Utf16SequenceLength)));
                }
            }

            position += rune.Utf16SequenceLength;
        }

        Close(normalized, start, position, hashes);
        return [.. hashes];
    }

    private static void Close(string text, int start, int end, List<ulong> hashes)
    {
        if (start >= 0)
        {
            hashes.Add(TextHash.Of(text.AsSpan(start, end - start)));
        }
    }

    private static bool IsJoining(Rune rune, string text, int position, int start)
    {
        if (rune.Value is '\'' or '\u2019' or '-')
        {
            var next = position + 1;
            return start >= 0 && next < text.Length && char.IsLetterOrDigit(text[next]);
        }

        return !StandsAlone(rune) && (Rune.IsLetterOrDigit(rune) || IsMark(rune));
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool StandsAlone(Rune rune) =>
        rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF)
        || (rune.Value >= 0x1F000 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol);

    private static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Lone surrogates and noncharacters cannot be normalised; the text is still comparable as it is.
            return text;
        }
    }
}
