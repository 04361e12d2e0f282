using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the outputs in which more than .3 of the 4-grams repeat an earlier one (rep-4 of Welleck 2020), 0 to 1. Worse:
/// higher. Catches degenerate loops. O(words).
/// </summary>
internal sealed class LoopRate : IMetric
{
    /// <summary>Share of repeated 4-grams above which a text counts as a loop.</summary>
    public const double Looping = 0.3;

    public MetricDescription Description { get; } = new("loop_rate", Axis.Repetition, Direction.HigherIsWorse)
    {
        Title = "share of looping outputs",
    };

    public BudgetUnit Budget => BudgetUnit.Texts;

    public EffectUnit Effect => EffectUnit.Share;

    public bool ShowsDamage => false;

    public double Measure(Draw draw, int budget) => draw.Share(member => draw.TextOf(member).LoopShare > Looping);
}
