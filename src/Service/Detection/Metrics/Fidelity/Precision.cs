using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Improved precision (Kynkäänniemi 2019): share of the outputs within the 5th-neighbour radius of a sample of A, 0 to 1.
/// Worse: lower. Catches gibberish. O(n N d).
/// </summary>
internal sealed class Precision : IMetric
{
    public MetricDescription Description { get; } = new("precision", Axis.Fidelity, Direction.LowerIsWorse)
    {
        Title = "share of outputs inside the support of the reference",
    };

    public double Measure(Draw draw, int budget) => draw.Share(member => draw.Population.Placement.Inside(member));
}
