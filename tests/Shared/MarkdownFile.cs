using System.Text.RegularExpressions;

namespace Detector.Tests.Shared;

/// <summary>A Markdown file of the repository, as far as tests of documentation read it.</summary>
public sealed partial class MarkdownFile
{
    private readonly string _prose;

    private MarkdownFile(string path)
    {
        Path = path;
        var text = File.ReadAllText(Repository.PathOf(path)).ReplaceLineEndings("\n");
        var fences = Fence().Matches(text);
        Blocks = [.. fences.Select(fence => new Block(fence.Groups["language"].Value, fence.Groups["lines"].Value.Split('\n')))];
        var outside = Fence().Replace(text, "\n");
        Codes = [.. Code().Matches(outside).Select(code => Spaces().Replace(code.Groups["code"].Value, " ").Trim())];
        _prose = Code().Replace(outside, "`…`");
        Anchors = [.. AnchorsOf(outside)];
    }

    /// <summary>Its path from the top of the repository.</summary>
    public string Path { get; }

    /// <summary>The names that links may give to its headings, as GitHub makes them.</summary>
    public IReadOnlyList<string> Anchors { get; }

    /// <summary>What stands between single backticks, on one line each.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>What stands between fences of three backticks.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>The targets of its links and pictures.</summary>
    public IReadOnlyList<string> Links => [.. Link().Matches(_prose).Select(link => link.Groups["target"].Value)];

    /// <summary>Every Markdown file but those that tests compare with what programs write.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Repository.Files().Where(path => path.EndsWith(".md", StringComparison.Ordinal) && !path.Contains("/Snapshots/", StringComparison.Ordinal))];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path from the top of the repository.</param>
    public static MarkdownFile Read(string path) => new(path);

    private static IEnumerable<string> AnchorsOf(string text)
    {
        Dictionary<string, int> seen = [];
        foreach (Match heading in Heading().Matches(text))
        {
            var words = Link().Replace(heading.Groups["words"].Value, link => link.Groups["words"].Value);
            var anchor = NotOfAnchors().Replace(words.ToLowerInvariant(), "").Replace(' ', '-');
            seen[anchor] = seen.GetValueOrDefault(anchor) + 1;
            yield return seen[anchor] == 1 ? anchor : $"{anchor}-{seen[anchor] - 1}";
        }
    }

    [GeneratedRegex(@"^(?<indent> *)```(?<language>\w*)[^\n]*\n(?<lines>.*?)^\k<indent>``` *$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    // A code span may break between lines of a paragraph.
    [GeneratedRegex(@"(?<ticks>`+)(?<code>(?:(?!\n\n).)+?)(?<!`)\k<ticks>(?!`)", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\[(?<words>[^\]]*)\]\((?<target>[^)\s]*)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} +(?<words>.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotOfAnchors();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>What stands between fences.</summary>
    /// <param name="Language">The word after the first fence; may be empty.</param>
    /// <param name="Lines">The lines.</param>
    public sealed record Block(string Language, IReadOnlyList<string> Lines);
}
