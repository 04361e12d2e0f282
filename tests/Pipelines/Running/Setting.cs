using Detector.Cli.Demo;
using Detector.Cli.Demo.HumanText;
using Detector.Cli.Input;
using Detector.V1;

namespace Detector.Pipelines.Running;

/// <summary>What every study gets.</summary>
/// <param name="Options">How the programme runs.</param>
/// <param name="Texts">Texts of all sets, at least one.</param>
/// <param name="Labelled">Samples with a label each: the intents of clinc150, or made-up ones.</param>
/// <param name="Passages">The demo's human passages.</param>
/// <param name="Output">Where to tell what was measured.</param>
internal sealed record Setting(
    PipelinesOptions Options, IReadOnlyList<string> Texts, IReadOnlyList<Sample> Labelled, IReadOnlyList<HumanPassage> Passages, TextWriter Output)
{
    private const int MostTexts = 20_000;

    // Longer ones the service does not take.
    private const int LongestBytes = 32768;

    private static readonly string[] LabelledSets = ["clinc150.train", "stand-in.labelled"];

    /// <summary>Reads what the studies work on.</summary>
    /// <exception cref="InputException">A file of the directory cannot be read, or it holds no texts or none with labels.</exception>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public static async Task<Setting> LoadAsync(PipelinesOptions options, TextWriter output)
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(options.Directory)
                .Where(path => path.EndsWith(".jsonl", StringComparison.Ordinal) || path.EndsWith(".jsonl.gz", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
        if (files.Length == 0)
        {
            throw new InputException($"There are no texts in '{options.Directory}': it should hold files of JSON Lines, *.jsonl or *.jsonl.gz.");
        }

        var labelled = files.FirstOrDefault(path => LabelledSets.Contains(Path.GetFileName(path).Split(".jsonl")[0]))
            ?? throw new InputException($"'{options.Directory}' holds none of {string.Join(" and ", LabelledSets)}.");
        return new Setting(
            options,
            await Read(files).Where(sample => System.Text.Encoding.UTF8.GetByteCount(sample.Text) <= LongestBytes).Select(sample => sample.Text)
                .Take(MostTexts).ToListAsync(),
            await Read([labelled]).Where(sample => sample.Subset.Length > 0).ToListAsync(),
            Addresses.Read(options.Passages, new DemoOptions().Shape),
            output);
    }

    private static IAsyncEnumerable<Sample> Read(IReadOnlyList<string> files) =>
        new SampleInput(new InputOptions { Files = files, SkipBadRows = true }, () => Stream.Null).ReadAsync();
}
