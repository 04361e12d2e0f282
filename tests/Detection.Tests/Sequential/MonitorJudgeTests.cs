using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class MonitorJudgeTests
{
    private static readonly EvidenceOptions Options = new();
    private static readonly KeyValuePair<string, int>[] Labels = [new("poem", 40), new("prose", 960), new("play", 400)];
    private static readonly EvidenceKey Tail = EvidenceKey.Of(Axis.Tail);

    [Theory]
    [InlineData(PValueRemedy.Combined)]
    [InlineData(PValueRemedy.AsReported)]
    public void A_restart_in_the_middle_changes_no_bit(PValueRemedy remedy)
    {
        var options = new EvidenceOptions { Remedy = remedy };
        var windows = Enumerable.Range(1, 100).Select(number => Window(number, number > 80 ? 1.5 : 0, number % 17 != 0)).ToArray();
        var whole = MonitorEvidence.Start(Labels, options, 7);
        var events = new List<AlertTransition>();
        foreach (var window in windows)
        {
            (whole, var transitions) = MonitorJudge.Advance(whole, window, options);
            events.AddRange(transitions);
        }

        var restarted = MonitorEvidence.Start(Labels, options, 7);
        var repeated = new List<AlertTransition>();
        foreach (var window in windows)
        {
            (restarted, var transitions) = MonitorJudge.Advance(window.Window == 51 ? Restored(restarted) : restarted, window, options);
            repeated.AddRange(transitions);
        }

        Assert.Equal(Bytes(whole), Bytes(restarted));
        Assert.Equal(events, repeated);
        Assert.NotEmpty(events);
        Assert.Equal(5, whole.InsufficientWindows);
        Assert.Equal(95, whole.SufficientWindows);
    }

    [Fact]
    public void A_collapse_of_one_axis_raises_a_warning_then_a_page_of_that_axis()
    {
        var state = MonitorEvidence.Start(Labels, Options, 7);
        var events = new List<AlertTransition>();
        for (var number = 1; number <= 60; number++)
        {
            (state, var transitions) = MonitorJudge.Advance(state, Window(number, number > 40 ? 3 : 0), Options);
            events.AddRange(transitions);
        }

        // Ten healthy axes may well raise a warning in 60 windows between them, and nearly never a page.
        Assert.Equal([Tail], events.Where(e => e.To == AlertLevel.Page).Select(e => e.Key));
        Assert.Equal(AlertLevel.Page, state.Level);
        events.RemoveAll(e => e.Key != Tail);
        Assert.Equal([(AlertLevel.None, AlertLevel.Warning), (AlertLevel.Warning, AlertLevel.Page)], events.Select(e => (e.From, e.To)));
        Assert.All(events, e => Assert.InRange(e.Window, 41, 50));
        Assert.All(events, e => Assert.InRange(e.ChangeWindow, 35, 43));
        Assert.Equal(events[1].Window - events[1].ChangeWindow + 1, events[1].WindowsSinceChange);
        Assert.InRange(events[1].Log10Evidence, Math.Log10(5000), 7);
    }

    [Fact]
    public void An_alert_ends_some_windows_after_the_stream_has_healed()
    {
        var state = MonitorEvidence.Start(Labels, Options, 7);
        for (var number = 1; number <= 60; number++)
        {
            state = MonitorJudge.Advance(state, Window(number, number > 40 ? 3 : 0), Options).State;
        }

        var healed = 60;
        while (state.Level > AlertLevel.None && healed < 400)
        {
            healed++;
            state = MonitorJudge.Advance(state, Window(healed, 0), Options).State;
        }

        Assert.InRange(healed - 60, 3, 150);
    }

    [Fact]
    public void A_lost_label_raises_an_alert_of_its_name()
    {
        var state = MonitorEvidence.Start(Labels, Options, 7);
        var first = Enumerable.Range(1, 40).SelectMany(number =>
        {
            (state, var transitions) = MonitorJudge.Advance(state, Window(number, 0, poems: number > 20 ? 0 : 6), Options);
            return transitions;
        }).First();
        Assert.Equal(EvidenceKey.OfSubset("poem"), first.Key);
        Assert.InRange(first.Window, 21, 25);
    }

    [Fact]
    public void Windows_of_insufficient_evidence_are_counted_and_change_nothing_else()
    {
        var state = MonitorJudge.Advance(MonitorEvidence.Start(Labels, Options, 7), Window(1, 0), Options).State;
        var (after, transitions) = MonitorJudge.Advance(state, Window(2, 30, sufficient: false), Options);
        Assert.Empty(transitions);
        Assert.Equal(Bytes(state with { LastWindow = 2, InsufficientWindows = 1 }), Bytes(after));
    }

    [Fact]
    public void An_axis_or_label_that_was_not_measured_keeps_its_evidence()
    {
        var state = MonitorJudge.Advance(MonitorEvidence.Start(Labels, Options, 7), Window(1, 0), Options).State;
        var after = MonitorJudge.Advance(state, Streams.Window(2, 10), Options).State;
        Assert.Equal(state.All, after.All);
    }

    [Fact]
    public void A_reset_gives_the_initial_state()
    {
        Assert.Equal(Bytes(MonitorEvidence.Start(Labels, Options, 7)), Bytes(MonitorEvidence.Start(Labels, Options, 7)));
        var initial = MonitorEvidence.Start(Labels, Options, 7);
        Assert.All(initial.All, evidence => Assert.Equal(double.NegativeInfinity, evidence.Detector.Log10Evidence));
        Assert.Equal(AlertLevel.None, initial.Level);
        Assert.Equal(["prose", "play", "poem"], initial.Subsets.Select(subset => subset.Evidence.Key.Name));
    }

    [Fact]
    public void Labels_beyond_the_most_that_are_kept_are_the_smallest()
    {
        var state = MonitorEvidence.Start(Labels, Options with { MostSubsets = 1 }, 7);
        Assert.Equal((960, 440), (state.Subsets.Single().Carrying, state.Subsets.Single().Others));
    }

    [Fact]
    public void Scores_are_kept_of_no_more_windows_than_are_learned_from()
    {
        var options = Options with { LearnedWindows = 20 };
        var state = MonitorEvidence.Start(Labels, options, 7);
        for (var number = 1; number <= 50; number++)
        {
            state = MonitorJudge.Advance(state, Window(number, 0), options).State;
        }

        Assert.All(state.Axes, axis => Assert.InRange(axis.History.Scores.Length, 0, 20));
        Assert.All(state.Subsets, subset => Assert.InRange(subset.Windows, 1, 20));
    }

    [Fact]
    public void Figures_out_of_range_and_windows_out_of_order_are_refused()
    {
        var state = MonitorJudge.Advance(MonitorEvidence.Start(Labels, Options, 7), Window(5, 0), Options).State;
        var good = Window(6, 0);
        Assert.All(
            [
                good with { Window = 5 },
                good with { ReferenceWindows = 0 },
                good with { Axes = [new ObservedAxis(Tail, 0)] },
                good with { Axes = [new ObservedAxis(Tail, double.NaN)] },
                good with { Subsets = [new ObservedSubset("poem", 201)] },
            ],
            window => Assert.Throws<ArgumentException>(() => MonitorJudge.Advance(state, window, Options)));
        Assert.Throws<ArgumentException>(() => MonitorJudge.Advance(state, good, Options with { ReleaseWindows = 0 }));
    }

    internal static byte[] Bytes(MonitorEvidence state)
    {
        using var stream = new MemoryStream();
        state.Write(stream);
        return stream.ToArray();
    }

    internal static WindowObservation Window(int number, double tailShift, bool sufficient = true, int poems = 6)
    {
        var random = new SeededRandom(99, (ulong)number);
        double Next(double shift) => Math.Clamp(Distributions.NormalCdf(-(random.NextGaussian() + shift)), double.Epsilon, 1);
        return Streams.Window(number, 50, [.. EvidenceKey.Judged.Select(key => new ObservedAxis(key, Next(key == Tail ? tailShift : 0)))]) with
        {
            Sufficient = sufficient,
            Labelled = 200,
            Subsets = [new("poem", poems), new("prose", 137), new("play", 57)],
        };
    }

    private static MonitorEvidence Restored(MonitorEvidence state)
    {
        using var stream = new MemoryStream(Bytes(state));
        return MonitorEvidence.Read(stream);
    }
}
