using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Different first-three-word openings per output, 1/n to 1. Worse: lower. Catches style convergence. No paper: a count. O(n).
/// </summary>
internal sealed class OpeningDiversity : IMetric
{
    public MetricDescription Description { get; } = new("opening_diversity", Axis.Lexical, Direction.LowerIsWorse)
    {
        Title = "different openings per output",
    };

    public BudgetUnit Budget => BudgetUnit.Texts;

    public double Measure(Draw draw, int budget) => Different(draw);

    private static double Different(Draw draw)
    {
        var openings = new HashSet<ulong>(draw.Count);
        foreach (var member in draw.Members.Span)
        {
            openings.Add(draw.TextOf(member).Opening);
        }

        return (double)openings.Count / draw.Count;
    }
}
