using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Improved recall (Kynkäänniemi 2019) over the sparsest tenth of B only, 0 to 1. Worse: lower. Catches early collapse. O(n N d).
/// </summary>
internal sealed class TailRecall : IMetric
{
    public MetricDescription Description { get; } = new("tail_recall", Axis.Tail, Direction.LowerIsWorse)
    {
        Title = "share of the rare tenth of the reference that outputs still cover",
    };

    public bool ComparesWithRest => true;

    public double Measure(Draw draw, int budget) => draw.Pairs.TailRecall;
}
