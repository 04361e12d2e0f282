using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Unbiased squared Euclidean distance of the mean embedding of the outputs from that of A (the maximum mean discrepancy of Gretton
/// 2012 with the linear kernel): mean cosine within each, less twice that across; about 0 for healthy batches, at most 4. Worse:
/// higher. Catches a shift of topic or style. O(n^2 d).
/// </summary>
internal sealed class CentroidDistance : IMetric
{
    public MetricDescription Description { get; } = new("centroid_distance", Axis.Drift, Direction.HigherIsWorse)
    {
        Title = "squared distance of the mean output to the mean of the reference",
    };

    public EffectUnit Effect => EffectUnit.CosineSpread;

    public double Measure(Draw draw, int budget)
    {
        double across = 0;
        foreach (var member in draw.Members.Span)
        {
            across += draw.Population.Placement.Centres[member];
        }

        return draw.Pairs.MeanCosine + draw.Population.Scales.SelfCosine - (2 * across / draw.Count);
    }
}
