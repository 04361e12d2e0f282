using System.IO.Enumeration;
using System.Text.RegularExpressions;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Documentation;

public sealed partial class NamedFileTests
{
    private static readonly HashSet<string> Known = [.. Repository.Files().SelectMany(WithFolders)];

    // Paths in texts begin at the top of the repository, beside the text, or somewhere inside.
    private static readonly HashSet<string> Top = [.. Known.Where(path => !path.Contains('/', StringComparison.Ordinal))];

    public static TheoryData<string> Files => [.. MarkdownFile.All];

    public static TheoryData<string> Pages => [.. MarkdownFile.All.Where(path => path.StartsWith("docs/", StringComparison.Ordinal) && path != "docs/README.md")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_that_is_named_is_there(string file) => Assert.All(
        MarkdownFile.Read(file).Codes.Where(code => IsPath(file, code)), code => Assert.True(IsThere(file, code), $"{file}: there is no {code}"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_names_the_files_it_describes(string page) => Assert.Contains(
        MarkdownFile.Read(page).Codes, code => IsPath(page, code) && IsThere(page, code) && !code.StartsWith("docs/", StringComparison.Ordinal));

    [Theory]
    [InlineData("src/Service/Nowhere", true, false)]
    [InlineData("tests/*.Nowhere", true, false)]
    [InlineData("tests/*.Tests", true, true)]
    [InlineData("src/Service/Host/", true, true)]
    [InlineData("Judging/Pool", true, true)]
    [InlineData("Nowhere.cs", true, false)]
    [InlineData("grpc.health.v1.Health/Check", false, false)]
    [InlineData("/metrics", false, false)]
    [InlineData("application/json", false, false)]
    public void A_file_that_is_not_there_is_told(string code, bool isPath, bool isThere)
    {
        Assert.Equal(isPath, IsPath("docs/judging.md", code));
        Assert.Equal(isThere, IsThere("docs/judging.md", code));
    }

    private static bool IsPath(string file, string code)
    {
        var first = code.Split('/')[0];
        return PathLike().IsMatch(code) && (SourceLike().IsMatch(code)
            || (code.Contains('/', StringComparison.Ordinal) && (Top.Contains(first) || Known.Contains(Beside(file, first)) || IsThere(file, code))));
    }

    private static bool IsThere(string file, string code)
    {
        var path = code.TrimEnd('/');
        return Known.Contains(path) || Known.Contains(Beside(file, path))
            || Known.Any(known => FileSystemName.MatchesSimpleExpression(path, known, ignoreCase: false)
                || known.EndsWith($"/{path}", StringComparison.Ordinal));
    }

    private static string Beside(string file, string path) => Path.Combine(Path.GetDirectoryName(file)!, path);

    private static IEnumerable<string> WithFolders(string path)
    {
        for (var part = path; part.Length > 0; part = Path.GetDirectoryName(part)!)
        {
            yield return part;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.@*-]+(/[A-Za-z0-9_.@*-]+)*/?$")]
    private static partial Regex PathLike();

    // Names that nothing but our sources have.
    [GeneratedRegex(@"\w\.(cs|csproj|proto|tpl|rules\.yaml)$")]
    private static partial Regex SourceLike();
}
