using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class MultiplicityTests
{
    [Fact]
    public void Adjusted_p_values_are_never_below_the_raw_ones()
    {
        foreach (var damage in Enum.GetValues<Damage>())
        {
            var report = Damages.Judged(damage);
            Assert.All(report.Scores, score => Assert.True(score.Judgement is null || score.Judgement.AdjustedPValue >= score.Judgement.PValue, score.Metric));
            Assert.All(report.Damages, estimate => Assert.True(estimate.AdjustedPValue >= estimate.PValue, estimate.Kind.ToString()));
        }
    }

    [Fact]
    public void An_axis_is_as_unlikely_as_its_metrics_together()
    {
        var report = Damages.Judged(Damage.Repeated);
        foreach (var axis in report.Axes)
        {
            var scores = report.Scores.Where(score => score.Axis == axis.Axis && score.Judgement is not null && score.Metric is not ("subset_share" or "subset_recall")).ToArray();
            Assert.Contains(axis.WorstMetric, scores.Select(score => score.Metric));
            Assert.InRange(axis.PValue, scores.Min(score => score.Judgement!.PValue), 1);
            Assert.Equal(scores.Max(score => score.Severity), axis.Severity);
        }
    }

    [Fact]
    public void Something_significant_shows_in_a_bounded_share_of_healthy_batches()
    {
        const int Batches = 60;
        var significant = 0;
        for (var split = 0; split < 3; split++)
        {
            var reference = new World((ulong)(700 + split)).Refer(1200, new Detection.Calibration.ReferenceOptions { NullDraws = 199, Seed = (ulong)split });
            for (var batch = 0; batch < Batches / 3; batch++)
            {
                significant += new World((ulong)(800 + (100 * split) + batch)).Sample(96).Judged(reference).HealthIndex <= 0.05 ? 1 : 0;
            }
        }

        // Nominal 3 of 60; 9 or more have a probability below .005.
        Assert.InRange(significant, 0, 8);
    }
}
