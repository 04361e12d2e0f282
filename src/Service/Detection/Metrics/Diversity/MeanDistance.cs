using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean cosine distance, 1 - mean of e_i · e_j over i != j, 0 to 2: Rao's quadratic entropy (Rao 1982) of the outputs. Worse:
/// lower. Catches contraction. O(n^2 d).
/// </summary>
internal sealed class MeanDistance : IMetric
{
    public MetricDescription Description { get; } = new("mean_distance", Axis.Diversity, Direction.LowerIsWorse)
    {
        Title = "mean distance between outputs",
    };

    public double Measure(Draw draw, int budget) => 1 - draw.Pairs.MeanCosine;
}
