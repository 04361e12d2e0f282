using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Coverage (Naeem 2020): share of the samples of A with an output inside their 5th-neighbour radius, 0 to 1. Worse: lower.
/// Never alarms alone: with batches smaller than A it is blind to contraction. O(n N d).
/// </summary>
internal sealed class Coverage : IMetric
{
    public MetricDescription Description { get; } = new("coverage", Axis.Tail, Direction.LowerIsWorse)
    {
        Title = "share of the reference with an output nearby",
    };

    public double Measure(Draw draw, int budget)
    {
        var covered = new bool[draw.Population.Scales.FitCount];
        foreach (var member in draw.Members.Span)
        {
            foreach (var ball in draw.Population.Placement.Balls[member])
            {
                covered[ball] = true;
            }
        }

        return covered.Count(sample => sample) / (double)covered.Length;
    }
}
