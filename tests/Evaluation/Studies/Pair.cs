using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;
using Detector.Evaluation.Scenarios;

namespace Detector.Evaluation.Studies;

/// <summary>A model's outputs judged against another's.</summary>
/// <param name="Reference">The reference's model.</param>
/// <param name="Model">The batch's model.</param>
/// <param name="Expected">What the report should say.</param>
/// <param name="Wanted">Share of the reports that must say it; null where nothing is asked.</param>
internal sealed record Pair(string Reference, string Model, Expectation Expected, double? Wanted)
{
    private const string Prefix = "alpaca_eval.";

    /// <summary>Label that is left out of the batch, or null.</summary>
    public string? Lost { get; init; }

    /// <summary>Its name in tables.</summary>
    public string Name => $"{Reference} -> {Model}{(Lost is null ? "" : $" without {Lost}")}";

    /// <summary>The reference.</summary>
    public BenchRecipe Bench => new(
        Reference, (corpus, _) => corpus.Sets.TryGetValue(Prefix + Reference, out var set) ? new BenchParts(set, set) : null);

    /// <summary>The label that is left out, as a set.</summary>
    public IReadOnlySet<string> LostLabels => Lost is null ? new HashSet<string>() : new HashSet<string> { Lost };

    /// <summary>The whole batch; null where the corpus lacks it.</summary>
    public Batch? Batch(Corpus corpus) => corpus.Sets.GetValueOrDefault(Prefix + Model)?.Where(sample => Lost is null || sample.Subset != Lost);
}
