using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean inner product of an output with the mean embedding of A, adjusted for the mix of regions by post-stratification (Holt and
/// Smith 1979): A's own mean plus the mean excess over the samples of B in the same cell; -1 to 1. Most of the scatter of the plain
/// mean comes from the mix, so that a contraction shows in a fraction of the outputs. Worse: higher. O(n (N + C) d).
/// </summary>
internal sealed class Centrality : IMetric
{
    public MetricDescription Description { get; } = new("centrality", Axis.Diversity, Direction.HigherIsWorse)
    {
        Title = "closeness of outputs to the middle of the reference, region by region",
    };

    public double Measure(Draw draw, int budget)
    {
        var population = draw.Population;
        double excess = 0;
        foreach (var member in draw.Members.Span)
        {
            excess += population.Placement.Centres[member] - population.CellCentres[population.Placement.Cells[member]];
        }

        return population.Scales.SelfCosine + (excess / draw.Count);
    }
}
