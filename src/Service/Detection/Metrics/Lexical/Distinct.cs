using System.Globalization;
using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Different n-grams per n-gram at a fixed budget of n-grams, rarefied (Li 2016 for the ratio, Hurlbert 1971 for the budget),
/// 0 to 1. Worse: lower. Catches middle and late collapse. O(words).
/// </summary>
/// <param name="order">Words per n-gram, 1 to 4.</param>
internal sealed class Distinct(int order) : IMetric
{
    public MetricDescription Description { get; } =
        new("distinct_" + order.ToString(CultureInfo.InvariantCulture), Axis.Lexical, Direction.LowerIsWorse)
        {
            Title = $"different {order}-word phrases per phrase",
        };

    public BudgetUnit Budget => BudgetUnit.Words;

    public double Measure(Draw draw, int budget) => draw.Words.Distinct(order, budget);
}
