using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

/// <summary>How long healthy streams run without an alarm, and how soon damaged ones raise one.</summary>
public sealed class RunLengthTests
{
    private const int Runs = 1000;

    [Fact]
    public void Mean_run_length_is_at_least_the_threshold_when_p_values_are_exact()
    {
        var options = new EvidenceOptions { WarningEvidence = 40, PageEvidence = 40 };
        var lengths = Each(400, run => AxisStream.Run(PValueRemedy.AsReported, run, 0, 0, 0, 4000, options: options)!.Value.Warning);
        Assert.InRange(lengths.Average(), 40, 200);
        Assert.All([10, 20, 30], windows => NotAbove(lengths.Count(length => length <= windows), lengths.Length, windows / 40.0));
    }

    [Theory]
    [InlineData(PValueRemedy.Combined, 10)]
    [InlineData(PValueRemedy.Combined, 4)]
    [InlineData(PValueRemedy.ConformalRank, 4)]
    [InlineData(PValueRemedy.Predictive, 4)]
    public void False_alarms_keep_their_bound_though_the_reference_is_worth_few_windows(PValueRemedy remedy, double worth)
    {
        var runs = Each(Runs, run => AxisStream.Run(remedy, run, worth, 0, 0, 500)!.Value);
        NotAbove(runs.Count(run => run.Warning <= 20), Runs, 20 / 200.0);
        NotAbove(runs.Count(run => run.Warning <= 100), Runs, 100 / 200.0);
        NotAbove(runs.Count(run => run.Page <= 500), Runs, 500 / 5000.0);
    }

    [Theory]
    [InlineData(PValueRemedy.AsReported, 0)]
    [InlineData(PValueRemedy.UpperLimit, 500)]
    [InlineData(PValueRemedy.ConformalRank, 500)]
    public void False_alarms_exceed_their_bound_where_draws_are_taken_for_windows(PValueRemedy remedy, int declared)
    {
        const int Few = 60;
        var pages = Each(Few, run => AxisStream.Run(remedy, run, 4, 0, 0, 250, declared)!.Value).Count(run => run.Page <= 250);
        Assert.True(Distributions.BinomialUpper(pages, Few, 250 / 5000.0) < 0.01, $"{pages} of {Few}");
    }

    [Theory]
    [InlineData(0, 2, 3, 7)]
    [InlineData(0, 4, 1, 3)]
    [InlineData(200, 0.5, 15, 45)]
    [InlineData(200, 1, 5, 12)]
    [InlineData(200, 2, 2, 5)]
    public void Shifts_are_found_within_the_windows_that_the_docs_say(int healthy, double shift, int least, int most)
    {
        var warnings = Each(100, run => AxisStream.Run(PValueRemedy.Combined, run + 9000, 10, shift, healthy, 300)).OfType<(int Warning, int Page)>()
            .Select(run => run.Warning).Order().ToArray();
        Assert.InRange(warnings[warnings.Length / 2], least, most);
    }

    [Fact]
    public void The_change_is_dated_within_a_few_windows()
    {
        var errors = Each(60, run =>
        {
            var source = new Streams(run, 10);
            var stream = new AxisStream(PValueRemedy.Combined, new EvidenceOptions(), run);
            for (var window = 1; window <= 100 && stream.Evidence.Alert.Level < AlertLevel.Page; window++)
            {
                stream.Add(source.Next(window > 40 ? 1.5 : 0), 10);
            }

            return Math.Abs(stream.Evidence.Detector.ChangeWindow - 41.0);
        }).Order().ToArray();
        Assert.InRange(errors[errors.Length / 2], 0, 3);
    }

    [Fact]
    public void An_alert_ends_within_tens_of_windows_after_a_long_collapse()
    {
        var lengths = Each(200, run =>
        {
            var source = new Streams(run, 10);
            var stream = new AxisStream(PValueRemedy.Combined, new EvidenceOptions(), run);
            for (var window = 0; window < 100; window++)
            {
                stream.Add(source.Next(window < 40 ? 0 : 2), 10);
            }

            var healed = 0;
            while (stream.Evidence.Alert.Level > AlertLevel.None && healed < 1000)
            {
                healed++;
                stream.Add(source.Next(), 10);
            }

            return healed;
        }).Order().ToArray();
        Assert.InRange(lengths[100], 10, 60);
        Assert.InRange(lengths[180], 10, 120);
    }

    private static T[] Each<T>(int runs, Func<ulong, T> run) =>
        [.. Enumerable.Range(1, runs).AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(i => run((ulong)i))];

    private static void NotAbove(int count, int runs, double bound) =>
        Assert.True(Distributions.BinomialUpper(count, runs, bound) > 1e-3, $"{count} of {runs} at a bound of {bound}");
}
