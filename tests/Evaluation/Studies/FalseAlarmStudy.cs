using System.Globalization;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Evaluation.Data;
using Detector.Evaluation.Results;
using Detector.Evaluation.Running;

namespace Detector.Evaluation.Studies;

/// <summary>Random halves of every set with enough texts: one is the reference, batches of the other are healthy.</summary>
internal sealed class FalseAlarmStudy : IStudy
{
    private const int LargestReference = 4500;
    private const int Splits = 6;
    private const int BatchesPerSize = 300;
    private static readonly int[] Sizes = [64, 256, 1024];

    public string Name => "false alarms";

    public IEnumerable<Target> Run(Setting setting)
    {
        if (!setting.Options.Includes(Name))
        {
            return [];
        }

        var wanted = setting.Options.Smoke ? 6 : BatchesPerSize;
        var splits = Plan(setting, wanted);
        List<HealthyReport> reports = [];
        foreach (var (set, split, counts) in splits)
        {
            setting.Progress.WriteLine($"random halves of {set}, split {split + 1}");
            reports.AddRange(Judge(setting.Corpus.Sets[set], set, split, counts));
        }

        return Write(reports, wanted, setting.Output);
    }

    // Batches beyond those that share no sample are drawn only until there are enough.
    private static List<(string Set, int Split, (int Size, int Count)[] Counts)> Plan(Setting setting, int wanted)
    {
        var splits = setting.Options.Smoke ? 1 : Splits;
        var sets = setting.Corpus.Sets
            .Where(set => set.Value.Count >= 2 * ReferenceOptions.MinimumSamples).OrderBy(set => set.Key, StringComparer.Ordinal).ToArray();
        var sizes = Sizes.Where(size => size <= setting.Options.LargestBatch).ToArray();
        var apart = sizes.Select(size => Math.Max(1, splits * sets.Sum(set => Fresh(set.Value) / size))).ToArray();
        return
        [
            .. sets.SelectMany(set => Enumerable.Range(0, splits).Select(split => (
                set.Key, split, sizes.Select((size, i) =>
                    (size, (int)Math.Ceiling((double)(Fresh(set.Value) / size) * wanted / apart[i]))).ToArray()))),
        ];
    }

    private static int Fresh(Batch set) => set.Count - Known(set);

    private static int Known(Batch set) => Math.Min(set.Count / 2, LargestReference);

    private static IEnumerable<HealthyReport> Judge(Batch set, string name, int split, (int Size, int Count)[] counts)
    {
        var shuffled = set.Draw(set.Count, Seeds.For("halves", name, split));
        int[] rows = [.. Enumerable.Range(0, set.Count)];
        var known = shuffled.Gather(rows.AsSpan(0, Known(set)));
        var fresh = shuffled.Gather(rows.AsSpan(Known(set)));
        var reference = ReferenceDistribution.Fit(
            known.Samples, known.Embeddings, new ReferenceOptions { Seed = (ulong)split + 1 }, progress: null, CancellationToken.None);
        foreach (var (size, count) in counts)
        {
            var tally = TrialRunner.Run(count, trial =>
            {
                var batch = Member(fresh, size, name, split, trial);
                return new Outcome(TrialRunner.Score(reference, batch), Right: true, []);
            });
            foreach (var outcome in tally.Outcomes)
            {
                yield return new HealthyReport($"{name} {split}", size, outcome.Report);
            }
        }
    }

    // Batches are cut from shuffled rows one after the other; once the rows are used up, they are shuffled anew.
    private static Batch Member(Batch fresh, int size, string name, int split, int trial)
    {
        var apart = fresh.Count / size;
        int[] rows = [.. Enumerable.Range(0, fresh.Count)];
        Seeds.For("batches", name, split, size, trial / apart).Shuffle(rows);
        return fresh.Gather(rows.AsSpan(trial % apart * size, size));
    }

    private static List<Target> Write(List<HealthyReport> reports, int wanted, TextWriter output)
    {
        List<Target> targets = [];
        var verdicts = new TextTable("healthy batches, n", "batches", "references", "no signature, <= healthy", "watch", "warning", "critical");
        foreach (var group in reports.GroupBy(report => report.Size))
        {
            var batches = group.Select(report => report.Report).ToArray();
            int AtLeast(Verdict verdict) => batches.Count(report => report.Verdict >= verdict);
            var size = group.Key.ToString(CultureInfo.InvariantCulture);
            verdicts.Add(
                size, batches.Length.ToString(CultureInfo.InvariantCulture),
                group.DistinctBy(report => report.Reference).Count().ToString(CultureInfo.InvariantCulture),
                Share.Text(batches.Length - AtLeast(Verdict.Watch), batches.Length), Share.Text(AtLeast(Verdict.Watch), batches.Length),
                Share.Text(AtLeast(Verdict.Warning), batches.Length), Share.Text(AtLeast(Verdict.Critical), batches.Length), Alarms(group));
            targets.Add(Target.AtLeast($"healthy batches of {size}: batches judged", wanted, batches.Length));
            targets.Add(Target.AtMost(
                $"healthy batches of {size}: warning or worse", 0.01, (double)AtLeast(Verdict.Warning) / batches.Length));
            targets.Add(Target.AtMost($"healthy batches of {size}: critical", 0, AtLeast(Verdict.Critical)));
        }

        output.WriteLine(verdicts);
        targets.AddRange(MetricCalibration.Write(reports, output));
        return targets;
    }

    private static string Alarms(IEnumerable<HealthyReport> reports) => string.Join(
        "; ",
        reports.Where(report => report.Report.Verdict >= Verdict.Warning).OrderByDescending(report => report.Report.Verdict).Take(6)
            .Select(report => $"{report.Report.Verdict} in {report.Reference}: {string.Join(" ", report.Report.Reasons)}"));
}
