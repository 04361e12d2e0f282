using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>
/// Number of the cells of A (spherical k-means, Dhillon and Modha 2001) that hold an output, 1 to the number of cells. Worse: lower.
/// Catches lost modes. O(n C d), C cells.
/// </summary>
internal sealed class CellsOccupied : IMetric
{
    public MetricDescription Description { get; } = new("cells_occupied", Axis.Minority, Direction.LowerIsWorse)
    {
        Title = "number of regions of the reference that hold an output",
    };

    public double Measure(Draw draw, int budget) => Occupied(draw);

    private static double Occupied(Draw draw)
    {
        var occupied = new bool[draw.Population.Scales.CellCount];
        foreach (var member in draw.Members.Span)
        {
            occupied[draw.Population.Placement.Cells[member]] = true;
        }

        return occupied.Count(cell => cell);
    }
}
