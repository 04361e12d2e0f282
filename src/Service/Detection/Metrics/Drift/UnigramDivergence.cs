using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Kullback-Leibler divergence (1951), sum p ln(p / q), of the words of A from the outputs' words at a fixed budget of words, the
/// outputs' smoothed by half a count, in nats, from 0. Worse: higher. Catches lost and shifted vocabulary. O(words).
/// </summary>
internal sealed class UnigramDivergence : IMetric
{
    public MetricDescription Description { get; } = new("unigram_kl", Axis.Drift, Direction.HigherIsWorse)
    {
        Title = "divergence of the word frequencies",
    };

    public BudgetUnit Budget => BudgetUnit.Words;

    public double Measure(Draw draw, int budget) => draw.Words.Divergence(budget);
}
