namespace Detector.Host.Tests.Documentation;

/// <summary>The few words of Markdown that written pages need.</summary>
internal static class Markdown
{
    /// <summary>A table.</summary>
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">The cells of each row.</param>
    public static string Table(string[] head, IEnumerable<string[]> rows) =>
        string.Concat(rows.Prepend([.. head.Select(_ => "---")]).Prepend(head).Select(Row));

    /// <summary>A comment of several lines as one paragraph.</summary>
    public static string Paragraph(string comment) =>
        string.Join(' ', comment.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n";
}
