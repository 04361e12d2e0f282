using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Shannon entropy (1948), - sum p ln p, of the outputs' first words up to a fixed budget, in nats, 0 to ln budget. Worse: lower.
/// Catches middle collapse. O(words).
/// </summary>
internal sealed class WordEntropy : IMetric
{
    public MetricDescription Description { get; } = new("entropy", Axis.Lexical, Direction.LowerIsWorse)
    {
        Title = "entropy of the words",
    };

    public BudgetUnit Budget => BudgetUnit.Words;

    public double Measure(Draw draw, int budget) => draw.Words.Entropy(budget);
}
