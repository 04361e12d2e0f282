using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the outputs whose distance to their 5th neighbour in A (Ramaswamy 2000) lies in the upper 5 % of such distances in B,
/// 0 to 1; its null is BetaBinomial. Worse: lower. Catches early collapse. O(n N d).
/// </summary>
internal sealed class TailOccupancy : IMetric
{
    public MetricDescription Description { get; } = new("tail_occupancy", Axis.Tail, Direction.LowerIsWorse)
    {
        Title = "share of outputs in the rare regions of the reference",
    };

    public double Measure(Draw draw, int budget) => draw.Share(member => draw.Population.Placement.TailScores[member] > draw.Population.Scales.TailThreshold);
}
