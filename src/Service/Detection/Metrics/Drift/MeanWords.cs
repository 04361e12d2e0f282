using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>Mean number of words of an output, from 0. A move either way is a change of style. No paper: a plain mean. O(n).</summary>
internal sealed class MeanWords : IMetric
{
    public MetricDescription Description { get; } = new("mean_words", Axis.Drift, Direction.BothAreWorse)
    {
        Title = "mean number of words of an output",
    };

    public BudgetUnit Budget => BudgetUnit.Texts;

    public double Measure(Draw draw, int budget)
    {
        double words = 0;
        foreach (var member in draw.Members.Span)
        {
            words += draw.TextOf(member).Words.Length;
        }

        return words / draw.Count;
    }
}
