using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Bytes per gzip byte of the texts at a fixed budget of bytes (Shaib 2024), from about 1. Worse: higher. Catches templates and
/// repetition. O(bytes).
/// </summary>
internal sealed class CompressionRatio : IMetric
{
    public MetricDescription Description { get; } = new("compression_ratio", Axis.Lexical, Direction.HigherIsWorse)
    {
        Title = "compression ratio",
    };

    public BudgetUnit Budget => BudgetUnit.Bytes;

    public double Measure(Draw draw, int budget) => Compression.Ratio(draw, budget);
}
