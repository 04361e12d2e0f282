using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Improved recall (Kynkäänniemi 2019): share of the reference samples of B within the 5th-neighbour radius of an output, 0 to 1;
/// distance 0 counts as inside. Worse: lower. Catches early collapse. O(n N d).
/// </summary>
internal sealed class Recall : IMetric
{
    public MetricDescription Description { get; } = new("recall", Axis.Tail, Direction.LowerIsWorse)
    {
        Title = "share of the reference that outputs still cover",
    };

    public bool ComparesWithRest => true;

    public double Measure(Draw draw, int budget) => draw.Pairs.Recall;
}
