using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the different words that occur once at a fixed budget of words, rarefied (Hurlbert 1971), 0 to 1. Times distinct_1 it
/// is the mass of words not yet seen (Good 1953, Turing's N1/n), which therefore is no metric of its own. Worse: lower. Catches
/// early and middle collapse. O(words).
/// </summary>
internal sealed class HapaxRate : IMetric
{
    public MetricDescription Description { get; } = new("hapax_rate", Axis.Lexical, Direction.LowerIsWorse)
    {
        Title = "share of words used once",
    };

    public BudgetUnit Budget => BudgetUnit.Words;

    public double Measure(Draw draw, int budget) => draw.Words.Hapax(budget);
}
