using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Detection.Sequential;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Telemetry;

namespace Detector.Host.Tests.Documentation;

/// <summary>What the labels of metrics may be.</summary>
internal static class MetricLabels
{
    private static readonly MonitorsOptions Defaults = new();

    /// <summary>The labels whose values are known: those values.</summary>
    public static IReadOnlyDictionary<string, string[]> Closed { get; } = new Dictionary<string, string[]>
    {
        ["operation"] = ["create_reference", "score", "curate"],
        ["reason"] = [.. Enum.GetValues<ErrorReason>().Select(Words.Capitals)],
        ["verdict"] = [.. Enum.GetValues<Verdict>().Select(Words.Snake)],
        ["signature"] = [.. Enum.GetValues<SignatureKind>().Select(Words.Snake)],
        ["axis"] = [.. EvidenceKey.Judged.Select(key => key.Name)],
        ["metric"] = [.. MetricCatalogue.All.Select(metric => metric.Name)],
        ["quantile"] = ["0.05", "0.5", "0.95"],
    };

    /// <summary>The labels whose values come from outside: what they are, and how many at most.</summary>
    public static IReadOnlyDictionary<string, (string Values, int Most)> Open { get; } = new Dictionary<string, (string, int)>
    {
        ["monitor"] = ("names of monitors, the first by name; `detector_monitors_unlisted` counts the others", Defaults.MetricMonitors),
        ["subset"] = ("labels of a monitor's reference, the largest; `detector_subsets_unlisted` counts the others", Defaults.MetricSubsets),
        ["version"] = ("the release", 1),
        ["encoder"] = ("the encoder's name", 1),
        ["fingerprint"] = ("the encoder's fingerprint", 1),
    };

    /// <summary>Most series of a metric with some labels, at the defaults of the options.</summary>
    public static int Most(MetricFamily family)
    {
        var combinations = family.Labels.Select(label => Closed.TryGetValue(label, out var values) ? values.Length : Open[label].Most)
            .Aggregate(1, (product, values) => product * values);
        return family.Buckets > 0 ? combinations * (family.Buckets + 2) : combinations;
    }
}
