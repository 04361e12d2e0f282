using System.Globalization;
using System.Text;
using Detector.Detection.Metrics;
using Detector.Host.Telemetry;

namespace Detector.Host.Tests.Documentation;

/// <summary>docs/metrics.md: what /metrics shows, and which rules read it.</summary>
internal static class MetricsPage
{
    private const string Head = """
        # Metrics

        What the service shows at `/metrics`, as its code says it (`src/Service/Host/Telemetry`), and the rules of `helm/detector/rules` that
        read it. Written by `build/docs`; a test holds it to a scrape and to the rules. Who may scrape is told in
        [security.md](security.md#ports), what to do about an alert in the [runbook](runbook.md).

        The format is that of Prometheus, or OpenMetrics where it is asked for. *Series* is the largest number of one service at the default
        options; the labels are [below](#labels).


        """;

    private const string Store = """

        ## Read from the store

        Every replica that shares the store shows the same, as of its last scrape: take `max by (namespace, job, monitor, …)` of them and never a
        sum. The series of a monitor disappear when it is deleted.


        """;

    private const string Labels = """

        ## Labels

        Their values are bounded, so that no caller can fill Prometheus.


        """;

    private const string Catalogue = """

        ## Values of `metric`

        The metrics of a report (`src/Service/Detection/Metrics`, a file each), as `metric` names them.
        [reading-a-report.md](reading-a-report.md) tells how to read them.


        """;

    /// <summary>The page.</summary>
    public static string Render(IReadOnlyList<MetricFamily> families)
    {
        var page = new StringBuilder(Unix(Head)).Append("## Of one process\n\nEach replica has its own: add them up.\n\n");
        page.Append(Table(families.Where(family => !IsOfStore(family))));
        page.Append(Unix(Store)).Append(Table(families.Where(IsOfStore)));
        var perMonitor = families.Where(family => family.Labels.Contains("monitor"))
            .Sum(family => MetricLabels.Most(family) / MetricLabels.Open["monitor"].Most);
        page.Append(CultureInfo.InvariantCulture, $"\nA monitor has at most {perMonitor} series at the default options.\n");
        page.Append(Unix(Labels)).Append(LabelTable(families));
        page.Append(Unix(Catalogue)).Append(Markdown.Table(
            ["metric", "axis", "what it is", "worse"],
            MetricCatalogue.All.Select(metric => (string[])[$"`{metric.Name}`", Words.Snake(metric.Axis), metric.Title, Worse(metric.Direction)])));
        return $"{page}";
    }

    private static string Table(IEnumerable<MetricFamily> families) => Markdown.Table(
        ["metric", "type", "unit", "labels", "series", "meaning", "read by"],
        families.OrderBy(family => family.Name, StringComparer.Ordinal).Select(family => (string[])
        [
            $"`{family.Name}`", family.Type, MetricUnits.Of(family.Name), Codes(family.Labels),
            MetricLabels.Most(family).ToString("N0", CultureInfo.InvariantCulture), family.Help, Readers(family.Name),
        ]));

    private static string LabelTable(IReadOnlyList<MetricFamily> families) => Markdown.Table(
        ["label", "at most", "values"],
        families.SelectMany(family => family.Labels).Distinct().Order(StringComparer.Ordinal).Select(label => MetricLabels.Closed.TryGetValue(label, out var values)
            ? (string[])[$"`{label}`", $"{values.Length}", ValuesOf(label, values)]
            : [$"`{label}`", MostOf(label), MetricLabels.Open[label].Values]));

    private static string MostOf(string label) => label switch
    {
        "monitor" => $"{MetricLabels.Open[label].Most}, `Monitors:MetricMonitors`",
        "subset" => $"{MetricLabels.Open[label].Most} of a monitor, `Monitors:MetricSubsets`",
        _ => $"{MetricLabels.Open[label].Most}",
    };

    private static string ValuesOf(string label, string[] values) => label switch
    {
        "metric" => "see [below](#values-of-metric)",
        "reason" => "the reasons of [errors](api.md#errors)",
        "axis" => $"{Codes(values)}; of `detector_measure_seconds` without the last",
        _ => Codes(values),
    };

    private static string Readers(string metric)
    {
        var alerts = RuleFiles.AlertsOn(metric).Select(alert => $"[{alert}](runbook.md#{alert.ToLowerInvariant()})");
        return string.Join(", ", alerts.Concat(RuleFiles.RecordsOf(metric).Select(record => $"`{record}`")));
    }

    // Monitors and references are in the store; whether it answers is a matter of each process.
    private static bool IsOfStore(MetricFamily family) => family.Labels.Contains("monitor")
        || family.Name is "detector_monitors" or "detector_monitors_unlisted" or "detector_subsets_unlisted" or "detector_references";

    private static string Worse(Direction direction) => direction switch
    {
        Direction.LowerIsWorse => "lower",
        Direction.HigherIsWorse => "higher",
        _ => "both",
    };

    private static string Codes(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"`{word}`"));

    private static string Unix(string text) => text.ReplaceLineEndings("\n");
}
