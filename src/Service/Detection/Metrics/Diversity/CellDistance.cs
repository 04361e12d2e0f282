using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean cosine distance of an output to the centroid of its cell of A (spherical k-means), 0 to 2: the spread within the regions,
/// whatever the mix of regions. Worse: lower. Catches contraction and lost tails. O(n C d).
/// </summary>
internal sealed class CellDistance : IMetric
{
    public MetricDescription Description { get; } = new("cell_distance", Axis.Diversity, Direction.LowerIsWorse)
    {
        Title = "mean distance of an output to the middle of its region",
    };

    public double Measure(Draw draw, int budget)
    {
        double sum = 0;
        foreach (var member in draw.Members.Span)
        {
            sum += draw.Population.Placement.CellDistances[member];
        }

        return sum / draw.Count;
    }
}
