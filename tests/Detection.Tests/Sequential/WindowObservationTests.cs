using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class WindowObservationTests
{
    private static readonly Report Judged = new()
    {
        SampleCount = 200,
        Verdict = Verdict.Warning,
        Reasons = [],
        Sufficient = true,
        HealthIndex = 0.01,
        Scores = [],
        Axes = [new AxisScore(Axis.Tail, 0.02, "tail_occupancy", Verdict.Warning), new AxisScore(Axis.Lexical, 0.4, "distinct_1", Verdict.Healthy)],
        Damages = [],
        DamagePValue = 0.3,
        Signatures = [],
        Subsets =
        [
            new SubsetScore("poem", 0, 150 * (13 / 990.0), 13 / 990.0, 0, 0.1, 0.2, false),
            new SubsetScore("prose", 150, 150 * (977 / 990.0), 977 / 990.0, 1, 0.9, 0.9, false),
        ],
        LostRegions = [],
        OverfullRegions = [],
        Findings = [],
        Notes = [],
    };

    [Fact]
    public void Evidence_takes_the_p_values_of_axes_and_damage_and_the_counts_of_labels()
    {
        var window = WindowObservation.Of(9, Judged, 800);
        Assert.Equal(9, window.Window);
        Assert.True(window.Sufficient);
        Assert.Equal(4, window.ReferenceWindows);
        Assert.Equal([("tail", 0.02), ("lexical", 0.4), ("damage", 0.3)], window.Axes.Select(axis => (axis.Key.Name, axis.PValue)));
        Assert.Equal(150, window.Labelled);
        Assert.Equal([("poem", 0), ("prose", 150)], window.Subsets.Select(subset => (subset.Label, subset.Count)));
    }

    [Fact]
    public void Without_labels_and_kinds_of_damage_there_is_no_evidence_of_them()
    {
        var window = WindowObservation.Of(1, Judged with { Subsets = [], DamagePValue = null }, 800);
        Assert.Equal(0, window.Labelled);
        Assert.Empty(window.Subsets);
        Assert.DoesNotContain(window.Axes, axis => axis.Key == EvidenceKey.Damage);
    }

    [Fact]
    public void An_alarm_of_a_window_that_could_have_shown_nothing_does_not_count()
    {
        Assert.False(WindowObservation.Of(1, Judged with { Sufficient = false }, 800).Sufficient);
    }
}
