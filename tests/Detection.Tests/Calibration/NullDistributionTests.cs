using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Calibration;

public sealed class NullDistributionTests
{
    [Theory]
    [InlineData(Direction.LowerIsWorse)]
    [InlineData(Direction.HigherIsWorse)]
    [InlineData(Direction.BothAreWorse)]
    public void A_value_equal_up_to_rounding_to_draws_that_never_differ_is_the_most_usual_one(Direction direction)
    {
        var draws = new NullDistribution([.. Enumerable.Repeat(30.0, 99)], direction, 0.01);
        Assert.Equal(1, draws.PValue(30 - 1e-12));
        Assert.Equal(1, draws.PValue(30 + 1e-12));
        var worse = direction == Direction.LowerIsWorse ? 29.9 : 30.1;
        Assert.Equal(0.01, draws.PValue(worse), 12);
    }

    [Theory]
    [InlineData(48)]
    [InlineData(100)]
    [InlineData(200)]
    public void Between_the_sizes_of_the_grid_medians_lie_where_batches_lie(int size)
    {
        // Figures whose median falls with a power of the size, which bends where the size reaches the dimension.
        string[] metrics = ["frechet", "cells_occupied", "cell_divergence"];
        var reports = Enumerable.Range(0, 24).Select(i => new World(9300 + (ulong)i).Sample(size).Judged(World.Reference.Value)).ToArray();
        foreach (var metric in metrics)
        {
            var scores = reports.Select(report => report.Scores.Single(score => score.Metric == metric)).ToArray();
            var deviations = scores.Average(score => (score.Value!.Value - score.Judgement!.NullMedian) / Spread(score.Judgement));

            // The standard error of the mean is .2; the reference's own error is of the same size.
            Assert.True(Math.Abs(deviations) <= 1, $"{metric} lies {deviations} deviations off");
        }
    }

    private static double Spread(Judgement judgement) => (judgement.NullP95 - judgement.NullP05) / 3.29;
}
