using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Documentation;

public sealed class LinkTests
{
    public static TheoryData<string> Files => [.. MarkdownFile.All];

    public static TheoryData<string> Pages => [.. Repository.Files().Where(path => path.StartsWith("docs/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_link_leads_somewhere(string file) => Assert.All(
        MarkdownFile.Read(file).Links.Select(target => (Target: target, Fault: FaultOf(file, target))),
        link => Assert.True(link.Fault.Length == 0, $"{file}: {link.Target}: {link.Fault}"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_is_in_the_index(string page) => Assert.True(
        page == "docs/README.md" || MarkdownFile.Read("docs/README.md").Links.Contains(Path.GetFileName(page)), $"docs/README.md has no link to {page}");

    [Fact]
    public void The_index_is_where_a_reader_comes_from() => Assert.Contains("docs/README.md", MarkdownFile.Read("README.md").Links);

    [Theory]
    [InlineData("no-such.md", "there is no such file")]
    [InlineData("../../x.md", "leads out of the repository")]
    [InlineData("/README.md", "leads out of the repository")]
    [InlineData("README.md#no-such-section", "has no section no-such-section")]
    [InlineData("#try-it", "")]
    [InlineData("docs/judging.md#exact-nulls", "")]
    [InlineData("docs", "")]
    [InlineData("LICENSE#terms", "only Markdown has sections")]
    [InlineData("https://keepachangelog.com/en/1.1.0/", "")]
    [InlineData("https://", "no address")]
    [InlineData("http://example.org/", "no https address")]
    [InlineData("", "empty")]
    public void A_link_that_leads_nowhere_is_told(string target, string fault) => Assert.Equal(fault, FaultOf("README.md", target));

    private static string FaultOf(string file, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal))
        {
            // Nothing is fetched.
            return !Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Host.Length == 0 ? "no address"
                : address.Scheme == "https" || address.IsLoopback ? "" : "no https address";
        }

        var (path, section) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, "");
        if (path.Length + section.Length == 0)
        {
            return "empty";
        }

        var full = path.Length == 0 ? Repository.PathOf(file) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(file))!, path));
        if (!full.StartsWith(Repository.Root, StringComparison.Ordinal))
        {
            return "leads out of the repository";
        }

        if (!Path.Exists(full))
        {
            return "there is no such file";
        }

        return section.Length == 0 ? ""
            : !full.EndsWith(".md", StringComparison.Ordinal) ? "only Markdown has sections"
            : MarkdownFile.Read(Path.GetRelativePath(Repository.Root, full)).Anchors.Contains(section) ? "" : $"has no section {section}";
    }
}
