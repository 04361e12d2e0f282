using Detector.Cli.Lineage.Trend;

namespace Detector.Client.Tests.Lineage;

public sealed class TrendFitTests
{
    [Theory]
    [InlineData(1, 1, 0.75)]
    [InlineData(12.706, 1, 0.975)]
    [InlineData(4.303, 2, 0.975)]
    [InlineData(3.182, 3, 0.975)]
    [InlineData(5.841, 3, 0.995)]
    [InlineData(2.776, 4, 0.975)]
    [InlineData(-2.571, 5, 0.025)]
    [InlineData(1.812, 10, 0.95)]
    [InlineData(2.086, 20, 0.975)]
    [InlineData(0, 7, 0.5)]
    public void Students_distribution_is_that_of_the_tables(double t, int degrees, double probability) =>
        Assert.Equal(probability, StudentT.Cumulative(t, degrees), 3e-4);

    [Fact]
    public void Without_wander_the_line_is_that_of_least_squares()
    {
        // By hand: mean effect 3.4, Sxx 10, Sxy 8, residual squares 2.8 with 3 degrees of freedom.
        var line = new WanderingLine(Points(2, 3, 2, 5, 5), 0);
        Assert.Equal(0.8, line.Slope, 1e-12);
        Assert.Equal(Math.Sqrt(2.8 / 3 / 10), line.SlopeError, 1e-12);
        var (level, error) = line.LevelAt(6);
        Assert.Equal(3.4 + (0.8 * 4), level, 1e-12);
        Assert.Equal(Math.Sqrt(2.8 / 3 * (0.2 + (16.0 / 10))), error, 1e-12);
    }

    [Fact]
    public void With_wander_alone_it_is_the_mean_step_on_from_the_last_generation()
    {
        var line = new WanderingLine(Points(2, 3, 2, 5, 5), 1e9);
        Assert.Equal((5 - 2) / 4.0, line.Slope, 1e-6);
        var (level, error) = line.LevelAt(6);
        Assert.Equal(5 + (2 * 0.75), level, 1e-6);
        // Steps 1, -1, 3, 0: their variance is 8.75 / 3; two more steps, and the mean step's own error twice.
        Assert.Equal(Math.Sqrt(8.75 / 3 * (2 + (4.0 / 4))), error, 1e-4);
    }

    [Fact]
    public void Numbers_of_generations_need_not_be_neighbours_nor_begin_at_0()
    {
        EffectPoint[] points = [new(3, 1.0), new(4, 2.1), new(6, 3.9), new(9, 7.1), new(10, 8.0)];
        var fit = new TrendFit(points);
        Assert.Equal(1, fit.Slope, 0.05);
        Assert.Equal(0.5, fit.LevelAtLeast(12, 10), 0.2);
    }

    [Fact]
    public void Quantiles_of_the_slope_are_where_its_distribution_says()
    {
        var fit = new TrendFit(Points(0.01, 0.03, 0.02, 0.06, 0.05, 0.09));
        Assert.All((double[])[0.0001, 0.025, 0.5, 0.9], p => Assert.Equal(p, fit.SlopeAtMost(fit.SlopeQuantile(p)), 1e-9));
    }

    [Fact]
    public void Scale_and_start_of_the_effects_do_not_matter()
    {
        double[] effects = [0.01, 0.03, 0.02, 0.06, 0.05, 0.09];
        var one = new TrendFit(Points(effects));
        var other = new TrendFit(Points([.. effects.Select(e => (7 * e) - 3)]));
        Assert.Equal(one.SlopeAtMost(0.01), other.SlopeAtMost(0.07), 1e-9);
        Assert.Equal(one.LevelAtLeast(9, 0.2), other.LevelAtLeast(9, (7 * 0.2) - 3), 1e-9);
    }

    [Fact]
    public void A_level_line_is_no_trend_and_a_perfect_one_is()
    {
        Assert.Equal(0.5, new TrendFit(Points(0, 0, 0, 0, 0)).SlopeAtMost(0), 1e-9);
        var perfect = new TrendFit(Points(0.01, 0.02, 0.03, 0.04, 0.05));
        Assert.Equal(0, perfect.SlopeAtMost(0), 1e-9);
        Assert.Equal((0.0, 1.0), (Math.Round(perfect.LevelAtLeast(8, 0.0901), 3), Math.Round(perfect.LevelAtLeast(8, 0.0899), 3)));
    }

    [Fact]
    public void Fewer_generations_than_a_trend_needs_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrendFit(Points(0.1, 0.2, 0.3, 0.4)));

    private static EffectPoint[] Points(params double[] effects) => [.. effects.Select((e, i) => new EffectPoint(i, e))];
}
