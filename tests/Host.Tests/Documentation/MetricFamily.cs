using System.Text.RegularExpressions;

namespace Detector.Host.Tests.Documentation;

/// <summary>A metric as /metrics shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">counter, gauge or histogram.</param>
/// <param name="Help">Its help text.</param>
/// <param name="Series">The labels of each of its series, a histogram's `le` among them.</param>
internal sealed partial record MetricFamily(string Name, string Type, string Help, IReadOnlyList<IReadOnlyDictionary<string, string>> Series)
{
    /// <summary>Names of its labels, in the order of the service, without `le`.</summary>
    public IReadOnlyList<string> Labels { get; } = [.. Series.SelectMany(labels => labels.Keys).Where(label => label != "le").Distinct()];

    /// <summary>Buckets of a histogram; 0 of anything else.</summary>
    public int Buckets => Series.Select(labels => labels.GetValueOrDefault("le")).OfType<string>().Distinct().Count();

    /// <summary>Reads what a scrape gave.</summary>
    public static IEnumerable<MetricFamily> Read(string scrape)
    {
        var lines = scrape.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var helps = lines.Where(line => line.StartsWith("# HELP ", StringComparison.Ordinal)).ToDictionary(line => line.Split(' ')[2], line => line.Split(' ', 4)[3]);
        var samples = lines.Where(line => line[0] != '#').ToArray();
        return
            from line in lines
            where line.StartsWith("# TYPE ", StringComparison.Ordinal)
            let name = line.Split(' ')[2]
            let own = new Regex($@"^{name}(_bucket|_sum|_count)?[{{ ]")
            select new MetricFamily(
                name, line.Split(' ')[3], helps.GetValueOrDefault(name, ""), [.. samples.Where(sample => own.IsMatch(sample)).Select(LabelsOf)]);
    }

    private static Dictionary<string, string> LabelsOf(string sample) =>
        Label().Matches(sample).ToDictionary(label => label.Groups[1].Value, label => label.Groups[2].Value);

    [GeneratedRegex("""(\w+)="((?:[^"\\]|\\.)*)"[,}]""")]
    private static partial Regex Label();
}
