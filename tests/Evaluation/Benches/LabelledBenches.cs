using Detector.Evaluation.Data;

namespace Detector.Evaluation.Benches;

/// <summary>Benches made of the largest set whose samples all carry one of many labels, as clinc150.train does.</summary>
internal static class LabelledBenches
{
    private const int FewestLabels = 20;
    private const int FewestSamples = 1000;

    /// <summary>Two thirds of the set as reference, the rest fresh.</summary>
    public static BenchRecipe Plain { get; } =
        new("labelled", (corpus, split) => Largest(corpus) is { } set ? Split(set.Value, corpus, split) : null);

    /// <summary>The reference lacks one domain; its samples are the foreign ones.</summary>
    public static BenchRecipe WithoutDomain { get; } = new("labelled, one domain absent", MakeWithoutDomain);

    /// <summary>
    /// Labels have unequal shares, in reference and healthy batches alike: those of the r-th domain together 1/r (Zipf), equal within
    /// a domain. It takes all sets of the family, since the large labels need many samples.
    /// </summary>
    public static BenchRecipe Unequal { get; } = new("labelled, Zipf shares", MakeUnequal);

    /// <summary>The domain of a label; where none is known, the label stands for itself.</summary>
    public static string DomainOf(Corpus corpus, string label) => corpus.Domains.GetValueOrDefault(label, label);

    private static KeyValuePair<string, Batch>? Largest(Corpus corpus) =>
        corpus.Sets
            .Where(set => set.Value.Count >= FewestSamples && set.Value.Samples.All(sample => sample.Subset is not null)
                && set.Value.Samples.DistinctBy(sample => sample.Subset).Count() >= FewestLabels)
            .OrderByDescending(set => set.Value.Count).ThenBy(set => set.Key, StringComparer.Ordinal)
            .Cast<KeyValuePair<string, Batch>?>().FirstOrDefault();

    private static BenchParts Split(Batch set, Corpus corpus, int split)
    {
        var shuffled = set.Draw(set.Count, Seeds.For("labelled", split));
        var known = set.Count * 2 / 3;
        return new BenchParts(shuffled.Gather(Rows(0, known)), shuffled.Gather(Rows(known, set.Count)))
        {
            // A model's answers to prompts: those of the most varied one.
            Foreign = corpus.Sets.Where(other => other.Value.Samples.Any(sample => sample.Prompt is not null))
                .OrderByDescending(other => other.Value.Samples.DistinctBy(sample => sample.Text).Count())
                .ThenBy(other => other.Key, StringComparer.Ordinal).Select(other => other.Value).FirstOrDefault(),
        };
    }

    private static BenchParts? MakeWithoutDomain(Corpus corpus, int split)
    {
        if (Largest(corpus) is not { } set)
        {
            return null;
        }

        var absent = set.Value.Samples.Select(sample => DomainOf(corpus, sample.Subset!)).Min(StringComparer.Ordinal)!;
        var parts = Split(set.Value.Where(sample => DomainOf(corpus, sample.Subset!) != absent), corpus, split);
        return parts with { Foreign = set.Value.Where(sample => DomainOf(corpus, sample.Subset!) == absent) };
    }

    /// <summary>The set with all others of its family, as clinc150.train, .val and .test are; null where there is none.</summary>
    public static Batch? Family(Corpus corpus)
    {
        if (Largest(corpus) is not { } largest)
        {
            return null;
        }

        var family = largest.Key[..(largest.Key.LastIndexOf('.') + 1)];
        return corpus.Sets.Where(set => family.Length > 0 ? set.Key.StartsWith(family, StringComparison.Ordinal) : set.Key == largest.Key)
            .OrderBy(set => set.Key, StringComparer.Ordinal).Select(set => set.Value).Aggregate((left, right) => left.Append(right));
    }

    private static BenchParts? MakeUnequal(Corpus corpus, int split)
    {
        if (Family(corpus) is not { } all)
        {
            return null;
        }

        var mix = new LabelMix(all, sample => DomainOf(corpus, sample.Subset!));
        // The largest domain must hold its share of the reference and of the largest sharpened batch.
        var known = Math.Min(3000, all.Count / 6);
        var (reference, rest) = mix.Split(known, 1, Seeds.For("unequal", split));
        return new BenchParts(all.Gather(reference), all.Gather(rest))
        {
            Draw = (size, exponent, random) => all.Gather(mix.Within(rest).Split(size, exponent, random).Drawn),
        };
    }

    private static int[] Rows(int from, int to) => [.. Enumerable.Range(from, to - from)];
}
