using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the rare words of A (its lowest-frequency decile by mass) that occur at a fixed budget of words, rarefied, 0 to 1.
/// Worse: lower. The first figure to move in early collapse (Shumailov 2024). O(words).
/// </summary>
internal sealed class RareTokenSurvival : IMetric
{
    public MetricDescription Description { get; } = new("rare_token_survival", Axis.Lexical, Direction.LowerIsWorse)
    {
        Title = "share of the rare words of the reference that still occur",
    };

    public BudgetUnit Budget => BudgetUnit.Words;

    public double Measure(Draw draw, int budget) => draw.Words.RareSurvival(budget);
}
