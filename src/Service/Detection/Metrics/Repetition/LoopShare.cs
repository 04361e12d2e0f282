using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean share of the 4-grams of an output that repeat an earlier one of the same output (rep-4 of Welleck 2020), 0 to 1. Worse:
/// higher. Catches loops before they take whole outputs. O(words).
/// </summary>
internal sealed class LoopShare : IMetric
{
    public MetricDescription Description { get; } = new("loop_share", Axis.Repetition, Direction.HigherIsWorse)
    {
        Title = "mean share of repeated phrases inside an output",
    };

    public BudgetUnit Budget => BudgetUnit.Texts;

    public EffectUnit Effect => EffectUnit.Share;

    public bool ShowsDamage => false;

    public double Measure(Draw draw, int budget) => Mean(draw);

    private static double Mean(Draw draw)
    {
        double sum = 0;
        foreach (var member in draw.Members.Span)
        {
            sum += draw.TextOf(member).LoopShare;
        }

        return sum / draw.Count;
    }
}
