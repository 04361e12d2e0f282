using System.Globalization;
using Detector.Evaluation.Results;

namespace Detector.Evaluation.Studies;

/// <summary>Whether raw p-values are at most .05 in 5 % of healthy batches, metric by metric.</summary>
internal static class MetricCalibration
{
    private const double Level = 0.05;

    // Bonferroni over about 30 metrics and 3 sizes: all intervals hold together with 95 %.
    private const double JointDeviate = 3.45;

    /// <summary>Writes the shares.</summary>
    /// <param name="reports">Reports of healthy batches.</param>
    /// <param name="output">Where to.</param>
    public static IEnumerable<Target> Write(IReadOnlyList<HealthyReport> reports, TextWriter output)
    {
        var table = new TextTable("share of raw p <= .05", "n", "batches", "share [95 %]", "design effect", "");
        List<Target> targets = [];
        foreach (var group in reports.SelectMany(report => report.Report.Scores.Where(score => score.Judgement is not null)
            .Select(score => (score.Metric, report.Size, report.Reference, Low: score.Judgement!.PValue <= Level)))
            .GroupBy(entry => (entry.Metric, entry.Size)))
        {
            var entries = group.ToArray();
            var low = entries.Count(entry => entry.Low);
            var effect = DesignEffect([.. entries.GroupBy(entry => entry.Reference).Select(cluster => (cluster.Count(), cluster.Count(entry => entry.Low)))]);
            var joint = Interval.Of((int)Math.Round(low / effect), (int)Math.Round(entries.Length / effect), JointDeviate);
            var words = joint.Low > Level ? "TOO MANY" : joint.High < Level ? "conservative" : "";
            table.Add(
                group.Key.Metric, group.Key.Size.ToString(CultureInfo.InvariantCulture), entries.Length.ToString(CultureInfo.InvariantCulture),
                Share.Text(low, entries.Length), effect.ToString("0.0", CultureInfo.InvariantCulture), words);
            targets.Add(new Target(
                string.Create(CultureInfo.InvariantCulture, $"healthy batches of {group.Key.Size}: raw p <= .05, {group.Key.Metric}"),
                "0.05 within the joint interval, or below (conservative)",
                string.Create(CultureInfo.InvariantCulture, $"{Share.Text(low, entries.Length)} joint [{joint.Low:0.00}, {joint.High:0.00}] {words}"),
                joint.Low <= Level));
        }

        output.WriteLine(table);
        return targets;
    }

    // Batches of one reference share its error, so that they tell less than as many independent ones (Kish): the variance of the
    // references' counts over the binomial one, at least 1.
    private static double DesignEffect((int Count, int Low)[] clusters)
    {
        double total = clusters.Sum(cluster => cluster.Count);
        var share = clusters.Sum(cluster => cluster.Low) / total;
        if (share is 0 or 1 || clusters.Length < 2)
        {
            return 1;
        }

        var spread = clusters.Sum(cluster => Math.Pow(cluster.Low - (share * cluster.Count), 2)) * clusters.Length / (clusters.Length - 1);
        return Math.Max(1, spread / (total * share * (1 - share)));
    }
}
