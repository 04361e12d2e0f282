using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean cosine distance of an output to its 5th neighbour in A, 0 to 2: how sparse the regions are that outputs lie in. Worse: lower.
/// Catches tails that are thinned at any depth, of which <c>tail_occupancy</c> sees the outermost part only. O(n N d).
/// </summary>
internal sealed class NeighbourDistance : IMetric
{
    public MetricDescription Description { get; } = new("neighbour_distance", Axis.Tail, Direction.LowerIsWorse)
    {
        Title = "mean distance of an output to its neighbours in the reference",
    };

    public double Measure(Draw draw, int budget)
    {
        double sum = 0;
        foreach (var member in draw.Members.Span)
        {
            sum += draw.Population.Placement.TailScores[member];
        }

        return sum / draw.Count;
    }
}
