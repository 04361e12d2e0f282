using Detector.Tests.Shared;

namespace Detector.Host.Tests.Documentation;

/// <summary>A page of docs that is made from code: build/docs has the tests write it, every other run compares.</summary>
internal static class WrittenPage
{
    private static bool Writes => Environment.GetEnvironmentVariable("DETECTOR_WRITE_DOCS") == "1";

    /// <summary>Writes the page, or holds it to what it must be.</summary>
    /// <param name="name">Its file name in docs.</param>
    /// <param name="text">What it must be.</param>
    public static void Matches(string name, string text)
    {
        var path = Repository.PathOf("docs", name);
        if (Writes)
        {
            File.WriteAllText(path, text);
        }

        var (there, wanted) = (File.Exists(path) ? File.ReadAllLines(path) : [], text.Split('\n')[..^1]);
        var line = there.Zip(wanted).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(
            line == wanted.Length && line == there.Length,
            $"docs/{name} is out of date, run build/docs. Line {line + 1} is\n{there.ElementAtOrDefault(line)}\nand must be\n{wanted.ElementAtOrDefault(line)}");
    }
}
