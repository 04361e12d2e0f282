namespace Detector.Host.Tests.Documentation;

/// <summary>What metrics are measured in: their names say it, or this table does.</summary>
internal static class MetricUnits
{
    private static readonly Dictionary<string, string> Named = new()
    {
        ["detector_build_info"] = "1",
        ["detector_monitor_score"] = "the metric's own",
        ["detector_monitor_null"] = "the metric's own",
        ["detector_monitor_p_value"] = "probability, above 0 to 1",
        ["detector_monitor_effect_ratio"] = "ratio, from 0; 0.1 is 10 %",
        ["detector_monitor_log10_evidence"] = "log10; no series at evidence 0",
        ["detector_monitor_subset_log10_evidence"] = "log10; no series at evidence 0",
        ["detector_monitor_alert_level"] = "0, 1 or 2",
        ["detector_monitor_subset_alert_level"] = "0, 1 or 2",
        ["detector_monitor_subset_share"] = "share, 0 to 1",
        ["detector_monitor_verdict"] = "0 to 4",
        ["detector_monitor_signature"] = "0 or 1",
        ["detector_monitor_failed"] = "0 or 1",
        ["detector_monitor_burning_in"] = "0 or 1",
        ["detector_store_up"] = "0 or 1",
        ["detector_rejected_total"] = "calls",
        ["detector_reports_total"] = "reports",
        ["detector_references"] = "references",
        ["detector_references_calibrating"] = "references",
        ["detector_monitors"] = "monitors",
        ["detector_monitors_unlisted"] = "monitors",
        ["detector_subsets_unlisted"] = "labels",
        ["detector_stale_files"] = "sets of files",
    };

    // The longest ending that fits says it.
    private static readonly (string Ending, string Unit)[] Endings =
    [
        ("_timestamp_seconds", "seconds since 1970"),
        ("_seconds", "seconds"),
        ("_tokens_total", "tokens"),
        ("_tokens", "tokens"),
        ("_samples_total", "samples"),
        ("_samples", "samples"),
        ("_windows_total", "windows"),
        ("_windows", "windows"),
    ];

    /// <summary>The metrics that the table names.</summary>
    public static IEnumerable<string> Known => Named.Keys;

    /// <summary>The unit of a metric.</summary>
    public static string Of(string metric)
    {
        var unit = Named.GetValueOrDefault(metric) ?? Endings.FirstOrDefault(row => metric.EndsWith(row.Ending, StringComparison.Ordinal)).Unit;
        Assert.True(unit is not null, $"{metric}: its name tells no unit, so MetricUnits must");
        return unit;
    }
}
