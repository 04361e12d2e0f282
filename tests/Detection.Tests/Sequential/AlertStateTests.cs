using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class AlertStateTests
{
    private static readonly AlertThresholds Thresholds = AlertThresholds.Of(new EvidenceOptions(), 1);

    [Fact]
    public void Alerts_rise_at_once_and_end_after_three_windows_below_half_of_the_threshold()
    {
        // Thresholds 200 and 5000, released below 100 and 2500.
        AssertLevels(
            (199, AlertLevel.None), (200, AlertLevel.Warning), (150, AlertLevel.Warning), (99, AlertLevel.Warning), (99, AlertLevel.Warning),
            (101, AlertLevel.Warning), (99, AlertLevel.Warning), (99, AlertLevel.Warning), (99, AlertLevel.None), (150, AlertLevel.None),
            (6000, AlertLevel.Page), (3000, AlertLevel.Page), (2000, AlertLevel.Page), (2000, AlertLevel.Page), (2000, AlertLevel.Warning),
            (5000, AlertLevel.Page), (0, AlertLevel.Page), (0, AlertLevel.Page), (0, AlertLevel.None));
    }

    [Fact]
    public void Thresholds_of_a_monitor_as_a_whole_are_multiplied_by_what_it_keeps_evidence_of()
    {
        var shared = AlertThresholds.Of(new EvidenceOptions { PerMonitor = true }, 12);
        Assert.Equal(Math.Log10(2400), shared.Warning, 12);
        Assert.Equal(Math.Log10(60_000), shared.Page, 12);
    }

    private static void AssertLevels(params (double Evidence, AlertLevel Level)[] windows)
    {
        var state = AlertState.Initial;
        foreach (var (evidence, level) in windows)
        {
            state = state.Advance(Math.Log10(evidence), Thresholds);
            Assert.Equal(level, state.Level);
        }
    }

    [Theory]
    [InlineData(false, false, 1, 12)]
    [InlineData(false, true, 1, 1)]
    [InlineData(true, false, 22, 22)]
    [InlineData(true, true, 22, 22)]
    public void Labels_share_a_bound_unless_each_has_its_own(bool perMonitor, bool perLabel, int axes, int labels)
    {
        var options = new EvidenceOptions { PerMonitor = perMonitor, PerLabel = perLabel };
        var state = MonitorEvidence.Start([.. Enumerable.Range(0, 12).Select(i => KeyValuePair.Create($"label {i}", 100))], options, seed: 1);
        Assert.Equal(Math.Log10(5000 * axes), AlertThresholds.OfAxes(options, state).Page, 12);
        Assert.Equal(Math.Log10(200 * labels), AlertThresholds.OfSubsets(options, state).Warning, 12);
    }
}
