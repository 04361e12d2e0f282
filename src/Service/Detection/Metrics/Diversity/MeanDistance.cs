using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean cosine distance of different outputs, 0 to 2. Worse: lower. Catches contraction. O(n^2 d).
/// </summary>
internal sealed class MeanDistance : IMetric
{
    public MetricDescription Description { get; } = new("mean_distance", Axis.Diversity, Direction.LowerIsWorse)
    {
        Title = "mean distance between outputs",
    };

    public double Measure(Draw draw, int budget) => 1 - draw.Pairs.MeanCosine;
}
