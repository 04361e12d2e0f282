using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the outputs whose normalised text (NFKC, lower case, collapsed white space) occurs again, 0 to 1. Worse: higher.
/// Catches mode collapse. No paper: a count. O(n).
/// </summary>
internal sealed class ExactDuplicateRate : IMetric
{
    public MetricDescription Description { get; } = new("exact_duplicate_rate", Axis.Duplication, Direction.HigherIsWorse)
    {
        Title = "share of exact duplicates",
    };

    public BudgetUnit Budget => BudgetUnit.Texts;

    public EffectUnit Effect => EffectUnit.Share;

    public bool ShowsDamage => false;

    public double Measure(Draw draw, int budget) => Share(draw);

    private static double Share(Draw draw)
    {
        var counts = new Dictionary<ulong, int>(draw.Count);
        foreach (var member in draw.Members.Span)
        {
            var hash = draw.TextOf(member).NormalizedHash;
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
        }

        return draw.Share(member => counts[draw.TextOf(member).NormalizedHash] > 1);
    }
}
