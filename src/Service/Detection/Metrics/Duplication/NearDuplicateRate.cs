using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the outputs with a neighbour above the .999 quantile of the nearest-neighbour cosines of B, 0 to 1. Worse: higher.
/// Catches mode collapse. No paper: a count, its threshold calibrated by the reference. O(n^2 d).
/// </summary>
internal sealed class NearDuplicateRate : IMetric
{
    public MetricDescription Description { get; } = new("near_duplicate_rate", Axis.Duplication, Direction.HigherIsWorse)
    {
        Title = "share of near-duplicates",
    };

    public EffectUnit Effect => EffectUnit.Share;

    public bool ShowsDamage => false;

    public double Measure(Draw draw, int budget) => draw.Pairs.NearDuplicateShare;
}
