using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the different words of A that occur at a fixed budget of words, rarefied (Hurlbert 1971), 0 to 1. Worse: lower.
/// Catches early collapse. O(words).
/// </summary>
internal sealed class VocabularyCoverage : IMetric
{
    public MetricDescription Description { get; } = new("vocabulary_coverage", Axis.Lexical, Direction.LowerIsWorse)
    {
        Title = "share of the words of the reference that still occur",
    };

    public BudgetUnit Budget => BudgetUnit.Words;

    public double Measure(Draw draw, int budget) => draw.Words.Coverage(budget);
}
