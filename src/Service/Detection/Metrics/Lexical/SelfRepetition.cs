using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean share of the 4-grams of an output that another output also has (after Salkar 2022), 0 to 1. Worse: higher. Catches
/// templates and style convergence. O(words).
/// </summary>
internal sealed class SelfRepetition : IMetric
{
    public MetricDescription Description { get; } = new("self_repetition", Axis.Lexical, Direction.HigherIsWorse)
    {
        Title = "share of four-word phrases that other outputs have too",
    };

    public BudgetUnit Budget => BudgetUnit.Texts;

    public EffectUnit Effect => EffectUnit.Share;

    public double Measure(Draw draw, int budget) => draw.Words.SharedGramShare;
}
