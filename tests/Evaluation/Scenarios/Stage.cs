using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Scenarios;

/// <summary>What a scenario works with.</summary>
/// <param name="Bench">The reference with fresh samples.</param>
/// <param name="Corpus">Every set.</param>
internal sealed record Stage(Bench Bench, Corpus Corpus)
{
    /// <summary>The labels of the reference, in a random order.</summary>
    public string[] Labels(Random random)
    {
        string[] labels = [.. Bench.Known.Samples.Select(sample => sample.Subset!).Distinct().Order(StringComparer.Ordinal)];
        random.Shuffle(labels);
        return labels;
    }
}
