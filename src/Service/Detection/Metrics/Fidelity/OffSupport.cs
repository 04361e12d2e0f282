using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the outputs farther from A than 99.5 % of B is (distance to the 5th neighbour, Ramaswamy 2000), 0 to 1; its null is
/// BetaBinomial. Worse: higher. Catches gibberish. O(n N d).
/// </summary>
internal sealed class OffSupport : IMetric
{
    public MetricDescription Description { get; } = new("off_support", Axis.Fidelity, Direction.HigherIsWorse)
    {
        Title = "share of outputs outside the reference",
    };

    public EffectUnit Effect => EffectUnit.Share;

    public bool ShowsDamage => false;

    public double Measure(Draw draw, int budget) => draw.Share(member => draw.Population.Placement.TailScores[member] > draw.Population.Scales.OffSupportThreshold);
}
