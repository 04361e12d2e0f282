using Detector.Detection.Calibration;
using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Metrics;

public sealed class UnseenMassTests
{
    private static readonly Scales FourCells = new(1, 0, 0, 10, 0.5f, 0.9f, 0.5f, 0.999f, 4);

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 }, 0)]
    [InlineData(new[] { 0, 1, 2, 0 }, 0.1)]
    [InlineData(new[] { 3, 3, 3, 3 }, 0.9)]
    public void It_is_the_share_of_the_reference_in_cells_without_an_output(int[] outputs, double expected) =>
        Assert.Equal(expected, new UnseenMass().Measure(OfBatch(outputs), 0), 12);

    [Fact]
    public void A_large_region_counts_more_than_a_tiny_one_where_the_number_of_regions_does_not()
    {
        var (large, tiny) = (OfBatch([1, 2, 3, 3]), OfBatch([0, 1, 2, 2]));
        Assert.Equal(new CellsOccupied().Measure(large, 0), new CellsOccupied().Measure(tiny, 0));
        Assert.Equal(0.4, new UnseenMass().Measure(large, 0), 12);
        Assert.Equal(0.1, new UnseenMass().Measure(tiny, 0), 12);
    }

    [Fact]
    public void Of_a_null_draw_the_samples_that_were_not_drawn_count()
    {
        var rows = Rows(10);
        var placement = new Placement(10) { Cells = Known };
        var population = Population.OfReference(rows, new float[100], placement, Words(10), FourCells, SubsetLabels.None);

        // Drawn from cells 0 and 1; of the other 7 samples 3 lie in cells 2 and 3.
        Assert.Equal(3.0 / 7, new UnseenMass().Measure(new Draw(population, new[] { 0, 1, 4 }, new Workspace()), 0), 12);
    }

    private static int[] Known => [0, 0, 0, 0, 1, 1, 1, 2, 2, 3];

    private static Draw OfBatch(int[] cells)
    {
        var workspace = new Workspace();
        var population = Population.OfBatch(
            Rows(10), new Placement(10) { Cells = Known }, Rows(cells.Length), new Placement(cells.Length) { Cells = cells },
            Words(10 + cells.Length), FourCells, SubsetLabels.None, workspace, CancellationToken.None);
        return new Draw(population, Enumerable.Range(10, cells.Length).ToArray(), workspace);
    }

    private static WordTable Words(int count) => WordTable.Of(new TextFeatures?[count], Vocabulary.Of([]), CancellationToken.None);

    private static EmbeddingMatrix Rows(int count) => Populations.Matrix(count, 2, (_, _) => 1);
}
