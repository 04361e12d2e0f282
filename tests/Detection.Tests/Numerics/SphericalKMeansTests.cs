using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Tests.Numerics;

public sealed class SphericalKMeansTests
{
    [Fact]
    public void Well_separated_clusters_are_found()
    {
        var rows = Clusters(clusters: 5, each: 40, dimension: 24);
        var cells = SphericalKMeans.Fit(rows, 5, seed: 3).AssignAll(rows);
        for (var cluster = 0; cluster < 5; cluster++)
        {
            Assert.Single(cells.Skip(cluster * 40).Take(40).Distinct());
        }

        Assert.Equal(5, cells.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(190)]
    [InlineData(200)]
    public void No_cell_is_empty_and_centroids_have_unit_length(int cells)
    {
        var rows = Draws.Matrix(200, 12, 5);
        var fitted = SphericalKMeans.Fit(rows, cells, seed: 7);
        Assert.Equal(cells, fitted.Cells);
        Assert.Equal(cells, fitted.AssignAll(rows).Distinct().Count());
        for (var cell = 0; cell < cells; cell++)
        {
            Assert.Equal(1, Dot(fitted.Centroids.Row(cell), fitted.Centroids.Row(cell)), 1e-5);
        }
    }

    [Fact]
    public void One_cell_has_the_mean_direction()
    {
        var rows = Clusters(clusters: 1, each: 60, dimension: 9);
        var mean = new float[9];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var k = 0; k < 9; k++)
            {
                mean[k] += rows.Row(i)[k];
            }
        }

        var centroid = SphericalKMeans.Fit(rows, 1, seed: 1).Centroids.Row(0);
        Assert.Equal(1, Dot(mean, centroid) / Math.Sqrt(Dot(mean, mean)), 1e-6);
    }

    [Fact]
    public void Fewer_different_rows_than_cells_give_fewer_cells()
    {
        var rows = Draws.Matrix(3, 8, 11).Gather([0, 1, 2, 0, 1, 2, 0, 1, 2]);
        var fitted = SphericalKMeans.Fit(rows, 6, seed: 2);
        Assert.Equal(3, fitted.Cells);
        Assert.Equal(3, fitted.AssignAll(rows).Distinct().Count());
    }

    [Fact]
    public void Equal_seeds_give_equal_cells_and_every_way_of_assigning_agrees()
    {
        var rows = Draws.Matrix(1000, 16, 13);
        var first = SphericalKMeans.Fit(rows, 20, seed: 17);
        var second = SphericalKMeans.Fit(rows, 20, seed: 17);
        Assert.True(first.Centroids.Values.SequenceEqual(second.Centroids.Values));
        var all = first.AssignAll(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(first.Assign(rows.Row(i)), all[i]);
        }
    }

    [Fact]
    public void A_row_belongs_to_the_centroid_of_greatest_cosine_and_the_lowest_of_equal_ones()
    {
        var fitted = new SphericalKMeans(new EmbeddingMatrix([0, 1, 1, 0, 1, 0, -1, 0], 2));
        Assert.Equal(1, fitted.Assign([0.9f, 0.1f]));
        Assert.Equal(0, fitted.Assign([0.1f, 0.9f]));
        Assert.Equal(3, fitted.Assign([-1f, 0f]));
    }

    [Fact]
    public void Fitting_stops_when_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => SphericalKMeans.Fit(Draws.Matrix(50, 4, 1), 3, 1, cancellationToken: cancellation.Token));
    }

    [Fact]
    public void No_rows_or_no_cells_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SphericalKMeans.Fit(new EmbeddingMatrix([], 4), 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SphericalKMeans.Fit(Draws.Matrix(5, 4, 1), 0, 1));
    }

    private static EmbeddingMatrix Clusters(int clusters, int each, int dimension)
    {
        var centres = Draws.UnitRows(clusters, dimension, 19);
        var noise = Draws.UnitRows(clusters * each, dimension, 23);
        for (var i = 0; i < clusters * each; i++)
        {
            var row = noise.AsSpan(i * dimension, dimension);
            for (var k = 0; k < dimension; k++)
            {
                row[k] = (0.2f * row[k]) + centres[(i / each * dimension) + k];
            }

            var norm = (float)Math.Sqrt(Dot(row, row));
            foreach (ref var value in row)
            {
                value /= norm;
            }
        }

        return new EmbeddingMatrix(noise, dimension);
    }

    private static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }
}
