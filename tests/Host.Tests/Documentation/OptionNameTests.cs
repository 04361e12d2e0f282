using System.Reflection;
using System.Text.RegularExpressions;
using Detector.Host.Options;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Documentation;

public sealed partial class OptionNameTests
{
    private static readonly HashSet<string> Known =
    [
        .. from section in typeof(DetectorOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
           from option in section.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where option.CanWrite
           select $"{section.Name}:{option.Name}",
    ];

    // Other words with a colon between them are no options.
    private static readonly HashSet<string> Sections = [.. Known.Select(option => option.Split(':')[0])];

    public static TheoryData<string> Files => [.. MarkdownFile.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_option_that_is_named_is_there(string file) =>
        Assert.All(NamedIn(file), option => Assert.True(Known.Contains(option), $"{file}: there is no option {option}"));

    [Fact]
    public void The_readme_has_every_option() => Assert.Empty(Known.Except(NamedIn("README.md")));

    private static IEnumerable<string> NamedIn(string file) =>
        from name in Name().Matches(File.ReadAllText(Repository.PathOf(file)))
        where Sections.Contains(name.Groups[1].Value)
        select $"{name.Groups[1].Value}:{name.Groups[2].Value}";

    [GeneratedRegex(@"\b([A-Z][A-Za-z]+)(?::|__)([A-Z][A-Za-z]+)\b")]
    private static partial Regex Name();
}
