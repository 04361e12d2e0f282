using System.Text.RegularExpressions;

namespace Detector.Cli.Demo.HumanText;

/// <summary>Cuts the running text of an address into sentences.</summary>
public static partial class Sentences
{
    /// <summary>Cuts a text after <c>. ! ?</c> where a capital follows, but not after abbreviations and initials.</summary>
    /// <param name="text">Running text; stage directions in brackets, quotation marks, dotted lines of tables and repeated white space are left out.</param>
    public static IEnumerable<string> Of(string text)
    {
        var clean = WhiteSpace().Replace(LeftOut().Replace(text.Replace('’', '\''), ""), " ").Trim();
        var from = 0;
        foreach (Match at in End().Matches(clean))
        {
            var end = at.Index + 1;
            if (!Abbreviation().IsMatch(clean.AsSpan(from, end - from)))
            {
                yield return clean[from..end];
                from = end + 1;
            }
        }

        if (from < clean.Length)
        {
            yield return clean[from..];
        }
    }

    [GeneratedRegex("""\[[^\]]*\]|["“”]|(?:\s*\.){2,}(?=\s*\.)""")]
    private static partial Regex LeftOut();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("[.!?] (?=[A-Z0-9$])")]
    private static partial Regex End();

    [GeneratedRegex(@"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|No|Nos|Hon|Gen|Col|Capt|Lieut|Lt|Gov|Sen|Rep|Messrs|Jr|Sr|Co|vs|Rev|Maj|Com|Vol|Stat|Art|Sec)\.\z")]
    private static partial Regex Abbreviation();
}
