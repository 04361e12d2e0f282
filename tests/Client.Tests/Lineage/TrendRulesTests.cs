using Detector.Cli.Lineage;
using Detector.Cli.Lineage.Trend;
using Detector.V1;

namespace Detector.Client.Tests.Lineage;

public sealed class TrendRulesTests
{
    [Fact]
    public void A_steady_decline_is_projected_to_its_next_threshold()
    {
        var axis = Axis(LineageReports.Decline(Against.Reference, 0, 8), V1.Axis.Diversity);
        var rising = Assert.IsType<Projection.Rising>(axis.Projection);
        Assert.Equal(("vendi", 1), (rising.Metric, rising.Metrics));
        Assert.InRange(rising.Slope, rising.SlopeLow, rising.SlopeHigh);
        Assert.InRange(rising.Slope, 0.011, 0.013);
        // .093 in generation 7 and .012 a generation: .1 is next.
        var crossing = rising.Crossing!;
        Assert.Equal((Verdict.Warning, 14, 8, 8), (crossing.Threshold.Severity, crossing.Horizon, crossing.Earliest, crossing.Likely));
        Assert.InRange(crossing.Latest!.Value, 8, 10);
    }

    [Fact]
    public void The_first_generation_of_each_severity_is_named()
    {
        var axis = Axis(LineageReports.Decline(Against.Reference, 0, 8), V1.Axis.Drift);
        Assert.Equal((1, 1, 2), (axis.FirstAt(Verdict.Watch), axis.FirstAt(Verdict.Warning), axis.FirstAt(Verdict.Critical)));
        Assert.Null(Axis(LineageReports.Decline(Against.Reference, 0, 8), V1.Axis.Tail).FirstAt(Verdict.Watch));
    }

    [Fact]
    public void What_only_scatters_has_no_trend() =>
        Assert.IsType<Projection.NoTrend>(Axis(LineageReports.Decline(Against.Reference, 0, 8), V1.Axis.Tail).Projection);

    [Fact]
    public void Beyond_the_last_threshold_nothing_is_left_to_project() =>
        Assert.Null(Assert.IsType<Projection.Rising>(Axis(LineageReports.Decline(Against.Reference, 0, 8), V1.Axis.Drift).Projection).Crossing);

    [Fact]
    public void Four_generations_are_too_few() =>
        Assert.Equal(new Projection.TooFew(4), Axis(LineageReports.Decline(Against.Reference, 0, 4), V1.Axis.Drift).Projection);

    [Fact]
    public void The_strongest_trend_of_an_axis_is_projected_and_the_choice_widens_its_interval()
    {
        var (steady, level) = (Effects("steady", 0.01, 0.022, 0.029, 0.041, 0.05), Effects("level", 0.02, 0, 0.02, 0.01, 0.02));
        var alone = Assert.IsType<Projection.Rising>(TrendRules.Project([steady], 4));
        var chosen = Assert.IsType<Projection.Rising>(TrendRules.Project([level, steady, Effects("short", 0.1, 0.2, 0.3)], 4));
        Assert.Equal(("steady", 2), (chosen.Metric, chosen.Metrics));
        Assert.Equal(alone.Slope, chosen.Slope, 1e-9);
        Assert.True(chosen.SlopeLow < alone.SlopeLow && chosen.SlopeHigh > alone.SlopeHigh);
    }

    [Fact]
    public void A_fall_is_no_trend_towards_worse() =>
        Assert.IsType<Projection.NoTrend>(TrendRules.Project([Effects("better", 0.05, 0.04, 0.03, 0.02, 0.01)], 4));

    [Fact]
    public void Nothing_is_said_beyond_as_many_generations_as_were_seen()
    {
        var slow = Assert.IsType<Projection.Rising>(TrendRules.Project([Effects("slow", 0.001, 0.002, 0.003, 0.004, 0.005, 0.006)], 5));
        Assert.Equal((10, null, null, null), (slow.Crossing!.Horizon, slow.Crossing.Earliest, slow.Crossing.Likely, slow.Crossing.Latest));
    }

    [Fact]
    public void An_axis_shows_the_metric_that_makes_it_as_bad_as_it_is()
    {
        var report = LineageReports.Report(("mmd", V1.Axis.Drift, 0.01, "spreads of the reference"), ("unigram_kl", V1.Axis.Drift, 0.3, "relative change"));
        report.Axes.Clear();
        report.Axes.Add(new AxisScore { Axis = V1.Axis.Drift, WorstMetric = "mmd", Severity = Verdict.Critical });
        var cell = Axis(new Comparison(Against.First, [new JudgedGeneration(1, report)], []), V1.Axis.Drift).Cells.Single();
        Assert.Equal(("unigram_kl", Verdict.Critical), (cell.Worst.Metric, cell.Severity));
    }

    [Fact]
    public void Metrics_that_were_not_tested_take_no_part()
    {
        var report = LineageReports.Report(("vendi", V1.Axis.Diversity, 0.01, "relative change"));
        report.Scores.Add(new Score { Metric = "rke", Axis = V1.Axis.Diversity, Testability = Testability.NotTestable });
        report.Scores.Add(new Score { Metric = "distinct_k", Axis = V1.Axis.Prompt, Testability = Testability.NotTestable });
        var trends = TrendRules.Of(new Comparison(Against.First, [.. Enumerable.Range(1, 5).Select(g => new JudgedGeneration(g, report))], []));
        Assert.Equal(new Projection.NoTrend(1), trends.Axes.Single().Projection);
    }

    [Theory]
    [InlineData(Verdict.Healthy, Verdict.Healthy, Verdict.Critical, 0)]
    [InlineData(Verdict.Healthy, Verdict.Warning, Verdict.Critical, 0)]
    [InlineData(Verdict.Healthy, Verdict.Warning, Verdict.Warning, 3)]
    [InlineData(Verdict.InsufficientEvidence, Verdict.Critical, Verdict.Critical, 3)]
    [InlineData(Verdict.InsufficientEvidence, Verdict.Watch, Verdict.Critical, 4)]
    [InlineData(Verdict.Unspecified, Verdict.Watch, Verdict.Critical, 4)]
    [InlineData(null, Verdict.Healthy, Verdict.Critical, 4)]
    public void The_last_generation_sets_the_exit_code(Verdict? one, Verdict other, Verdict failOn, int exitCode)
    {
        var result = new LineageResult(
            "human", [new("0", 1, 0), new("1", 1, 0)], [TrendRules.Of(Of(Against.First, one)), TrendRules.Of(Of(Against.Previous, other))], failOn);
        Assert.Equal(exitCode, result.ExitCode);

        static Comparison Of(Against against, Verdict? verdict) => verdict is { } known
            ? new Comparison(against, [new JudgedGeneration(1, new Report { Verdict = known })], [])
            : new Comparison(against, [], [new Gap(1, "too small")]);
    }

    private static AxisTrend Axis(Comparison comparison, Axis axis) => TrendRules.Of(comparison).Axes.Single(a => a.Axis == axis);

    private static MetricEffects Effects(string name, params double[] effects) =>
        new(name, "relative change", [.. effects.Select((e, i) => new EffectPoint(i, e))]);
}
