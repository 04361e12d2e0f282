using Detector.Client;
using Detector.V1;

namespace Detector.Cli.Demo.Loop;

/// <summary>
/// How a training pipeline uses the detector against collapse. Each generation writes more than the next one learns from; of that Curate
/// selects what has the shares of the reference. A fixed part are anchors: first the samples of the reference that SuggestSeeds names for what
/// the generation lacks, then human passages at random.
/// </summary>
/// <param name="client">The service.</param>
/// <param name="reference">Name of a reference of what generation 0 writes; it keeps its texts.</param>
/// <param name="human">The human passages that generation 0 learnt from.</param>
/// <param name="samples">Passages each generation learns from.</param>
/// <param name="seed">Seed of what is drawn.</param>
public sealed class Defence(DetectorClient client, string reference, IReadOnlyList<string> human, int samples, int seed)
{
    /// <summary>Passages written for each that is learnt.</summary>
    public const int Oversampling = 2;

    /// <summary>Share of anchors in what each generation but the first learns from.</summary>
    public const double AnchorShare = 0.2;

    private const int SeedsPerDeficit = 100;

    /// <summary>Passages that each generation writes.</summary>
    public int Written => Oversampling * samples;

    private int AnchorCount => Math.Min(human.Count, (int)(AnchorShare * samples));

    /// <summary>Chooses what the next generation learns from.</summary>
    /// <param name="generation">What the last one wrote.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public async Task<IReadOnlyList<string>> ChooseAsync(Generation generation, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var written = generation.Passages;
        var lacking = await client.SuggestSeedsAsync(reference, Samples(written), SeedsPerDeficit, null, (ulong)seed, null, cancellation);
        var others = human.ToArray();
        new Random(unchecked((seed * 1_000_003) + generation.Number)).Shuffle(others);
        var anchors = lacking.Deficits.SelectMany(deficit => deficit.Seeds).Select(item => item.Text).Concat(others).Distinct().Take(AnchorCount);
        var summary = await client.CurateAsync(
            reference, Samples(written), _ => ValueTask.CompletedTask, samples - AnchorCount, (ulong)seed, null, cancellation);
        return [.. summary.Selected.Select(index => written[(int)index]), .. anchors];
    }

    private static IAsyncEnumerable<Sample> Samples(IEnumerable<string> texts) => texts.Select(text => new Sample { Text = text }).ToAsyncEnumerable();
}
