using Detector.Cli.Demo;
using Detector.Cli.Demo.HumanText;
using Detector.Tests.Shared;

namespace Detector.Benchmarks;

/// <summary>What every study gets.</summary>
/// <param name="Options">How the programme runs.</param>
/// <param name="Passages">Human passages as words.</param>
/// <param name="Output">Where to tell what was measured.</param>
internal sealed record Setting(BenchmarksOptions Options, IReadOnlyList<string[]> Passages, TextWriter Output)
{
    /// <summary>Reads the texts.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static Setting Load(BenchmarksOptions options, TextWriter output) =>
        new(options, [.. Addresses.Read(options.Passages, new DemoOptions().Shape).Select(passage => passage.Text.Split(' '))], output);

    /// <summary>How often everything is measured by turns.</summary>
    public int Rounds => Options.Smoke ? 1 : 7;

    /// <summary>Runs of words from the passages, nearly all different.</summary>
    /// <param name="count">How many.</param>
    /// <param name="fewest">Fewest words of one.</param>
    /// <param name="most">Most words of one; no more than a passage has.</param>
    /// <param name="seed">Other texts for another seed.</param>
    public string[] Texts(int count, int fewest, int most, int seed)
    {
        var random = Seeds.For("benchmarks", seed);
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            var words = Passages[random.Next(Passages.Count)];
            var length = Math.Min(random.Next(fewest, most + 1), words.Length);
            texts[i] = string.Join(' ', words.AsSpan(random.Next(words.Length - length + 1), length));
        }

        return texts;
    }
}
