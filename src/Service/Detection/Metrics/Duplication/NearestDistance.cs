using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean cosine distance of an output to the nearest other one (Clark and Evans 1954), 0 to 2. Worse: lower. Catches duplicates
/// and contraction. O(n^2 d).
/// </summary>
internal sealed class NearestDistance : IMetric
{
    public MetricDescription Description { get; } = new("nearest_distance", Axis.Duplication, Direction.LowerIsWorse)
    {
        Title = "mean distance to the nearest other output",
    };

    public double Measure(Draw draw, int budget) => 1 - draw.Pairs.MeanNearestCosine;
}
