using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Numerics;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Calibration;

public sealed class ReferencePlaneTests
{
    [Fact]
    public void Samples_lie_where_the_first_two_components_place_them()
    {
        var rows = new World(41).Sample(160).Embeddings;
        var support = FittedSupport.Fit(rows, 1, CancellationToken.None);
        var plane = new ReferencePlane(support);
        var expected = support.Components.Project(rows, CancellationToken.None);
        var points = plane.Points(160);
        var projected = plane.Project(rows, 160);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(expected[i][..2], points[i]);
            Assert.Equal(expected[i][0], projected[i][0], 1e-5);
            Assert.Equal(expected[i][1], projected[i][1], 1e-5);
        }
    }

    [Fact]
    public void The_axes_hold_their_share_of_the_variance_about_the_mean()
    {
        var rows = new World(42).Sample(400).Embeddings;
        var plane = new ReferencePlane(FittedSupport.Fit(rows, 1, CancellationToken.None));
        var mean = rows.Mean();
        var total = Enumerable.Range(0, rows.Count).Sum(i => Math.Pow(TensorPrimitives.Distance<float>(rows.Row(i), mean), 2)) / (rows.Count - 1);
        for (var axis = 0; axis < 2; axis++)
        {
            var along = plane.Points(rows.Count).Sum(point => Math.Pow(point[axis], 2)) / (rows.Count - 1);
            Assert.Equal(along / total, plane.VarianceShares[axis], 1e-4);
        }

        Assert.InRange(plane.VarianceShares[0], plane.VarianceShares[1], 1);
    }

    [Fact]
    public void A_cell_lies_at_the_mean_of_its_samples()
    {
        var rows = new World(43).Sample(200).Embeddings;
        var support = FittedSupport.Fit(rows, 1, CancellationToken.None);
        var plane = new ReferencePlane(support);
        var cells = support.Cells.AssignAll(rows);
        var points = plane.Points(rows.Count);
        Assert.Equal(support.Cells.Cells, plane.Cells.Count);
        for (var cell = 0; cell < plane.Cells.Count; cell++)
        {
            var own = points.Where((_, i) => cells[i] == cell).ToArray();
            Assert.Equal(own.Average(point => point[0]), plane.Cells[cell][0], 1e-5);
            Assert.Equal(own.Average(point => point[1]), plane.Cells[cell][1], 1e-5);
        }
    }

    [Fact]
    public void Where_there_are_too_many_samples_some_of_the_whole_are_shown()
    {
        var rows = new World(44).Sample(100).Embeddings;
        var plane = new ReferencePlane(FittedSupport.Fit(rows, 1, CancellationToken.None));
        var all = plane.Points(100);
        Assert.Equal([all[0], all[33], all[66]], plane.Points(3));
        Assert.Equal(3, plane.Project(rows, 3).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => plane.Points(0));
    }

    [Fact]
    public void Embeddings_of_one_number_lie_on_a_line_and_others_of_another_length_are_refused()
    {
        var random = new SeededRandom(8);
        var plane = new ReferencePlane(FittedSupport.Fit(
            Populations.Matrix(100, 1, (_, _) => random.NextGaussian() > 0 ? 1 : -1), 1, CancellationToken.None));
        Assert.All(plane.Points(100), point => Assert.Equal(0, point[1]));
        Assert.Equal(0, plane.VarianceShares[1]);
        Assert.Throws<ArgumentException>(() => plane.Project(Populations.Matrix(2, 3, (_, _) => 1), 2));
    }
}
