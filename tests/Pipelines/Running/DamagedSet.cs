using Detector.Cli.Demo;
using Detector.Cli.Demo.HumanText;
using Detector.Cli.Demo.Loop;
using Detector.Tests.Shared;
using Detector.V1;

namespace Detector.Pipelines.Running;

/// <summary>Training data that lost something, with healthy data of the same source; no sample is in two parts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reference">Healthy samples for a reference, with ids.</param>
/// <param name="Held">Further healthy samples.</param>
/// <param name="Damaged">The data.</param>
/// <param name="Thinned">Labels of which it has too few; empty without labels.</param>
internal sealed record DamagedSet(
    string Name, IReadOnlyList<Sample> Reference, IReadOnlyList<Sample> Held, IReadOnlyList<Sample> Damaged, IReadOnlySet<string> Thinned)
{
    private const int CollapsedGeneration = 10;
    private const double KeptShare = 0.1;

    /// <summary>Labelled samples, of some labels of which nine in ten are taken away.</summary>
    /// <param name="samples">All samples.</param>
    /// <param name="thinnedShare">Share of the labels that are thinned.</param>
    /// <param name="shares">Shares of the samples for the reference and for the damaged data before it is thinned; the others are held.</param>
    /// <param name="seed">Another seed thins other labels.</param>
    public static DamagedSet ThinnedLabels(IEnumerable<Sample> samples, double thinnedShare, (double Reference, double Damaged) shares, int seed)
    {
        var random = Seeds.For("thinned", seed);
        var labels = samples.Select((sample, i) => new Sample { Id = $"{i}", Text = sample.Text, Subset = sample.Subset }).GroupBy(sample => sample.Subset).OrderBy(label => label.Key, StringComparer.Ordinal).ToArray();
        random.Shuffle(labels);
        var thinned = labels.Take((int)Math.Round(thinnedShare * labels.Length)).Select(label => label.Key).ToHashSet(StringComparer.Ordinal);
        List<Sample> reference = [], held = [], damaged = [];
        foreach (var label in labels)
        {
            Sample[] rows = [.. label];
            random.Shuffle(rows);
            var (first, second) = ((int)(shares.Reference * rows.Length), (int)((shares.Reference + shares.Damaged) * rows.Length));
            reference.AddRange(rows[..first]);
            damaged.AddRange(rows[first..(thinned.Contains(label.Key) ? first + (int)Math.Round(KeptShare * (second - first)) : second)]);
            held.AddRange(rows[second..]);
        }

        return new DamagedSet("thinned intents", reference, held, damaged, thinned);
    }

    /// <summary>What the demo's loop writes when it has collapsed, with what its healthy generation 0 writes.</summary>
    /// <param name="passages">Human passages.</param>
    /// <param name="small">A loop so small that it says nothing.</param>
    public static DamagedSet CollapsedLoop(IReadOnlyCollection<HumanPassage> passages, bool small)
    {
        var demo = small ? new DemoOptions { Samples = 600, ReferenceSize = 400 } : new DemoOptions();
        var loop = new SelfConsumingLoop(CorpusSplit.Draw(passages, demo).Training.Select(passage => passage.Text), demo.Loop);
        var healthy = Samples(loop.WriteHealthy(3 * demo.ReferenceSize, ~demo.Seed));
        return new DamagedSet(
            $"generation {CollapsedGeneration} of the loop",
            healthy[..demo.ReferenceSize],
            healthy[demo.ReferenceSize..],
            Samples(loop.Run(Arm.Replace, CollapsedGeneration).Last().Passages),
            new HashSet<string>());
    }

    private static Sample[] Samples(IEnumerable<string> texts) => [.. texts.Select((text, i) => new Sample { Id = $"{i}", Text = text })];
}
