using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class MatchedFilterTests
{
    private const int Count = 500;

    [Fact]
    public void The_shift_itself_is_found_once_and_twice_it_twice()
    {
        var filter = new MatchedFilter(Healthy(1, Count));
        double[] shift = [1, 0.2, -0.4];
        Assert.Equal(1, filter.Find(shift, shift)!.Value.Estimate, 10);
        Assert.Equal(2, filter.Find(shift, [2, 0.4, -0.8])!.Value.Estimate, 10);
        Assert.Equal(0, filter.Find(shift, [0, 0, 0])!.Value.Estimate, 10);
    }

    [Fact]
    public void A_nil_shift_cannot_be_found() => Assert.Null(new MatchedFilter(Healthy(2, Count)).Find([0, 0, 0], [1, 2, 3]));

    [Fact]
    public void Figures_that_never_scatter_take_no_part()
    {
        var filter = new MatchedFilter([.. Healthy(3, Count).Select(draw => new[] { draw[0], 0, draw[2] })]);
        var found = filter.Find([1, 0, 1], [1, 0, 1])!.Value;
        Assert.Equal(1, found.Estimate, 10);
        Assert.All(found.OfDraws, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void A_figure_that_scatters_along_takes_the_scatter_off()
    {
        // The shift is in the first figure alone; the second shows most of what the first scatters by.
        double[] shift = [1, 0, 0];
        var found = new MatchedFilter(Healthy(4, Count)).Find(shift, shift)!.Value;
        var deviation = Math.Sqrt(found.OfDraws.Average(value => value * value));

        // Without the second figure the deviation is 1; with it sqrt(1 - .9^2) = .44 at best.
        Assert.InRange(deviation, 0.4, 0.55);
    }

    [Fact]
    public void Fresh_draws_exceed_the_95th_percentile_of_the_cross_fitted_ones_in_about_5_percent()
    {
        const int Figures = 40;
        var exceeding = 0;
        const int Runs = 40;
        const int Fresh = 200;
        for (var run = 0; run < Runs; run++)
        {
            var filter = new MatchedFilter(Independent((ulong)(100 + run), Count, Figures));
            double[] shift = [.. Enumerable.Range(0, Figures).Select(figure => figure % 3 - 0.5)];
            var (_, ofDraws) = filter.Find(shift, new double[Figures])!.Value;
            Array.Sort(ofDraws);
            var limit = Quantiles.Of(ofDraws, 0.95);
            exceeding += Independent((ulong)(900 + run), Fresh, Figures).Count(draw => filter.Find(shift, draw)!.Value.Estimate > limit);
        }

        // Binomial over 8,000 trials with the limits' own error: .05 +- 4 sqrt(.05 * .95 (1/8000 + 1/(40 * 500))).
        Assert.InRange(exceeding / (double)(Runs * Fresh), 0.038, 0.062);
    }

    // Correlation .9 between the first two figures, none with the third.
    private static double[][] Healthy(ulong seed, int count)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var common = random.NextGaussian();
            return new[] { common, (0.9 * common) + (Math.Sqrt(1 - 0.81) * random.NextGaussian()), random.NextGaussian() };
        })];
    }

    private static double[][] Independent(ulong seed, int count, int figures)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, figures).Select(_ => random.NextGaussian()).ToArray())];
    }
}
