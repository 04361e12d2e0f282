using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Total variation distance, half the sum of |p - q|, between the shares of the cells of A (spherical k-means, Dhillon and Modha
/// 2001) in the outputs and in the rest of B: the share of the outputs that would have to move for the two to agree, 0 to 1. Worse:
/// higher. Catches moved, lost and over-full regions. O(n C d), C cells.
/// </summary>
internal sealed class CellDivergence : IMetric
{
    public MetricDescription Description { get; } = new("cell_divergence", Axis.Drift, Direction.HigherIsWorse)
    {
        Title = "share of outputs that moved between the regions of the reference",
    };

    public EffectUnit Effect => EffectUnit.Share;

    public bool ComparesWithRest => true;

    public double Measure(Draw draw, int budget)
    {
        var population = draw.Population;
        var drawn = new int[population.AnchorCells.Length];
        var rest = (int[])population.AnchorCells.Clone();
        foreach (var member in draw.Members.Span)
        {
            var cell = population.Placement.Cells[member];
            drawn[cell]++;
            if (population.AnchorOf(member) is >= 0 and var anchor)
            {
                rest[population.Placement.Cells[anchor]]--;
            }
        }

        double left = rest.Sum();
        double distance = 0;
        for (var cell = 0; cell < drawn.Length; cell++)
        {
            distance += Math.Abs(((double)drawn[cell] / draw.Count) - (rest[cell] / left));
        }

        return left > 0 ? distance / 2 : double.NaN;
    }
}
