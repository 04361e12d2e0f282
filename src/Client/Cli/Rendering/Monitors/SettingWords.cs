using System.Globalization;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>The settings of a monitor in words, one line a part.</summary>
internal static class SettingWords
{
    public static IEnumerable<(string Name, string Value)> Of(MonitorSettings? settings)
    {
        if (settings?.Window is { } window)
        {
            yield return ("window", Of(window));
        }

        if (settings?.Thresholds is { } thresholds)
        {
            yield return ("thresholds", Of(thresholds));
        }

        if (settings?.Evidence is { } evidence)
        {
            yield return ("alerts", Of(evidence));
        }

        if (settings?.Retention is { } retention)
        {
            yield return ("keeps", Of(retention));
        }
    }

    private static string Of(WindowSettings window)
    {
        var least = Length(window.MinDuration) is { } min && min > TimeSpan.Zero ? $", open at least {DurationText.Of(min)}" : "";
        var most = Length(window.MaxDuration) is { } max ? $", open at most {DurationText.Of(max)}" : "";
        var generation = window.CloseOnGeneration ? ", closed when another generation comes" : "";
        return $"{Figures.Count(window.Samples)} samples{least}{most}{generation}";
    }

    private static string Of(Thresholds thresholds) =>
        $"watch {Figures.Share(thresholds.WatchEffect)}, warning {Figures.Share(thresholds.WarningEffect)}, "
        + $"critical {Figures.Share(thresholds.CriticalEffect)}; "
        + $"significance {Figures.Probability(thresholds.Significance)}, of alarms {Figures.Probability(thresholds.AlarmSignificance)}";

    private static string Of(EvidenceSettings evidence) =>
        $"warning at evidence {Number(evidence.WarningEvidence)}, page at {Number(evidence.PageEvidence)}, "
        + (evidence.PerMonitor ? "for the monitor as a whole" : "for each axis, for damage and for all labels together");

    private static string Of(RetentionSettings retention)
    {
        var age = Length(retention.ReportAge) is { } longest ? $", each for {DurationText.Of(longest)}" : "";
        return $"{Figures.Count(retention.Reports)} reports{age}, {(retention.KeepSamples ? "with" : "without")} samples";
    }

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static TimeSpan? Length(Duration? duration) => duration?.ToTimeSpan();
}
