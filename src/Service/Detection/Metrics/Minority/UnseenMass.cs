using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Share of the reference, by the cells of A (spherical k-means) in which the undrawn samples of B lie, that falls into cells
/// without an output: the chance that a healthy output shows a region the batch has not (the unseen mass of Good 1953, measured
/// instead of estimated), 0 to 1. Worse: higher. Catches lost modes; unlike cells_occupied it tells a large region from a tiny
/// one. O(n C d), C cells.
/// </summary>
internal sealed class UnseenMass : IMetric
{
    public MetricDescription Description { get; } = new("unseen_mass", Axis.Minority, Direction.HigherIsWorse)
    {
        Title = "share of the reference in regions without an output",
    };

    public EffectUnit Effect => EffectUnit.Share;

    public bool ComparesWithRest => true;

    public double Measure(Draw draw, int budget)
    {
        var population = draw.Population;
        var seen = new bool[population.AnchorCells.Length];
        var rest = population.AnchorCells.Sum();
        foreach (var member in draw.Members.Span)
        {
            seen[population.Placement.Cells[member]] = true;
            rest -= population.AnchorOf(member) >= 0 ? 1 : 0;
        }

        // A cell without an output holds no drawn sample, so all of its samples are undrawn.
        var unseen = 0;
        for (var cell = 0; cell < seen.Length; cell++)
        {
            unseen += seen[cell] ? 0 : population.AnchorCells[cell];
        }

        return rest > 0 ? (double)unseen / rest : double.NaN;
    }
}
