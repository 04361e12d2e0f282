using Detector.Cli.Lineage.Trend;

namespace Detector.Client.Tests.Lineage;

/// <summary>That intervals hold what they are said to hold, and trends are not seen where there are none.</summary>
public sealed class CoverageTests
{
    private const int Loops = 2000;
    private const double Tail = 0.025;
    private const double Rise = 0.7;

    // Limits allow three standard errors of the simulation above the nominal .025 where wander is at most the measuring error.
    [Theory]
    [InlineData(5, 0, 0.036)]
    [InlineData(10, 0, 0.036)]
    [InlineData(20, 0, 0.036)]
    [InlineData(5, 0.5, 0.036)]
    [InlineData(10, 0.5, 0.036)]
    [InlineData(20, 0.5, 0.036)]
    [InlineData(5, 1, 0.045)]
    [InlineData(10, 1, 0.045)]
    [InlineData(20, 1, 0.045)]
    [InlineData(5, 10, 0.12)]
    [InlineData(10, 10, 0.12)]
    public void A_loop_that_stays_level_shows_a_trend_as_seldom_as_promised(int generations, double step, double limit)
    {
        var loop = new SimulatedLoop(1, 0, step);
        Assert.InRange(Share(() => new TrendFit(loop.Draw(generations).Measured).SlopeAtMost(0) <= Tail), 0, limit);
    }

    [Fact]
    public void Least_squares_alone_would_show_trends_where_there_are_none()
    {
        var loop = new SimulatedLoop(1, 0, 1);
        var share = Share(() =>
        {
            var line = new WanderingLine(loop.Draw(12).Measured, 0);
            return StudentT.Cumulative(-line.Slope / line.SlopeError, line.Degrees) <= Tail;
        });
        Assert.InRange(share, 0.2, 0.35);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(10, 0)]
    [InlineData(5, 0.5)]
    [InlineData(10, 0.5)]
    [InlineData(10, 1)]
    [InlineData(20, 1)]
    public void The_interval_of_the_slope_holds_the_slope(int generations, double step)
    {
        var loop = new SimulatedLoop(2, Rise, step);
        var share = Share(() =>
        {
            var below = new TrendFit(loop.Draw(generations).Measured).SlopeAtMost(Rise);
            return below is > Tail and < 1 - Tail;
        });
        Assert.InRange(share, 0.925, 1);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(10, 0)]
    [InlineData(5, 0.5)]
    [InlineData(10, 0.5)]
    [InlineData(10, 1)]
    [InlineData(20, 1)]
    public void The_interval_of_the_crossing_holds_the_generation_that_reaches_the_threshold(int generations, double step)
    {
        var loop = new SimulatedLoop(3, Rise, step);
        Assert.InRange(Share(() => HoldsCrossing(loop, generations).Holds), 0.94, 1);
    }

    // A trend that is shown is rather one that chance made steep, and the more so the fewer generations there are.
    [Theory]
    [InlineData(5, 0, 0.9)]
    [InlineData(5, 1, 0.83)]
    [InlineData(10, 0, 0.97)]
    [InlineData(10, 1, 0.92)]
    [InlineData(20, 1, 0.94)]
    public void Of_the_trends_that_are_shown_fewer_intervals_hold_in_short_lines(int generations, double step, double limit)
    {
        var loop = new SimulatedLoop(6, Rise, step);
        var shown = Enumerable.Range(0, 2 * Loops).Select(_ => HoldsCrossing(loop, generations)).Where(l => l.IsShown).ToList();
        Assert.InRange(shown.Count(l => l.Holds) / (double)shown.Count, limit, 1);
    }

    [Theory]
    [InlineData(0, 0.036)]
    [InlineData(0.5, 0.036)]
    public void The_choice_among_many_metrics_is_allowed_for(double step, double limit)
    {
        var loop = new SimulatedLoop(4, 0, step);
        var share = Share(() =>
        {
            var metrics = Enumerable.Range(0, 7).Select(i => new MetricEffects($"m{i}", "", loop.Draw(8).Measured)).ToList();
            return TrendRules.Project(metrics, 7) is Projection.Rising;
        });
        Assert.InRange(share, 0, limit);
    }

    [Fact]
    public void A_rise_of_one_deviate_a_generation_is_seen_in_most_loops_of_ten()
    {
        var loop = new SimulatedLoop(5, 1, 0.5);
        Assert.InRange(Share(() => new TrendFit(loop.Draw(10).Measured).SlopeAtMost(0) <= Tail), 0.9, 1);
    }

    // Whether a trend is shown, and whether the generation that reaches a threshold lies in the interval.
    private static (bool IsShown, bool Holds) HoldsCrossing(SimulatedLoop loop, int generations)
    {
        var (levels, measured) = loop.Draw(generations + 40);
        var threshold = levels[generations - 1] + (3.5 * Rise);
        var reached = Array.FindIndex(levels, generations, level => level >= threshold);
        var fit = new TrendFit(measured[..generations]);
        // The interval begins with the first generation at which the probability is not small, and ends with the first at which it is large.
        var holds = fit.LevelAtLeast(reached, threshold) >= Tail
            && Enumerable.Range(generations, reached - generations).All(g => fit.LevelAtLeast(g, threshold) < 1 - Tail);
        return (fit.SlopeAtMost(0) <= Tail, holds);
    }

    private static double Share(Func<bool> holds) => Enumerable.Range(0, Loops).Count(_ => holds()) / (double)Loops;
}
