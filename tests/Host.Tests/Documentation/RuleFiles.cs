using System.Text.RegularExpressions;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Documentation;

/// <summary>The expressions of the alert and recording rules that ship with the chart.</summary>
internal static partial class RuleFiles
{
    /// <summary>Names of the alerts whose expressions read a metric.</summary>
    public static IReadOnlyList<string> AlertsOn(string metric) => Readers("detector.rules.yaml", "alert", metric);

    /// <summary>Names of the recorded series whose expressions read a metric.</summary>
    public static IReadOnlyList<string> RecordsOf(string metric) => Readers("detector.recording.yaml", "record", metric);

    /// <summary>Every metric that an expression reads.</summary>
    public static IReadOnlyList<string> Metrics() =>
    [
        .. from rule in Rules("detector.rules.yaml").Concat(Rules("detector.recording.yaml"))
           from metric in Metric().Matches(rule.Groups["expression"].Value)
           select metric.Groups[1].Value into name
           group name by name into names
           select names.Key,
    ];

    private static string[] Readers(string file, string kind, string metric) =>
    [
        .. from rule in Rules(file)
           where rule.Groups["kind"].Value == kind
           where Metric().Matches(rule.Groups["expression"].Value).Any(read => read.Groups[1].Value == metric)
           select rule.Groups["name"].Value into name
           group name by name into names
           select names.Key,
    ];

    private static MatchCollection Rules(string file) => Rule().Matches(File.ReadAllText(Repository.PathOf("helm", "detector", "rules", file)));

    // A rule's expression ends where its next key or the next rule begins.
    [GeneratedRegex(@"^ {6}- (?<kind>alert|record): (?<name>\S+)\n {8}expr:(?<expression>.*?)(?=^ {8}(for|labels|annotations):|^ {6}- |^ {6}#|^ {2}- |\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<![\w:])(detector_\w+?)(_bucket|_sum|_count)?(?![\w:])")]
    private static partial Regex Metric();
}
