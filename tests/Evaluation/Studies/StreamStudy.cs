using System.Globalization;
using Detector.Detection.Calibration;
using Detector.Detection.Sequential;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;
using Detector.Evaluation.Results;
using Detector.Evaluation.Running;
using Detector.Evaluation.Scenarios;
using Stream = Detector.Evaluation.Running.Stream;

namespace Detector.Evaluation.Studies;

/// <summary>
/// Streams of real outputs, judged window by window: how long healthy ones run to a false alarm, and how soon a lost label and a
/// contraction are found. Each stream draws its windows from samples that its reference does not hold.
/// </summary>
internal sealed class StreamStudy : IStudy
{
    private const int Bound = 100;
    private const int LabelBound = 1000;
    private const int HealthyWindows = 20;

    public string Name => "streams";

    public IEnumerable<Target> Run(Setting setting)
    {
        (string Name, Func<Setting, IEnumerable<Target>> Run)[] parts =
            [($"{Name}: lost label", LostLabel), ($"{Name}: contraction", Contraction), ($"{Name}: false alarms", FalseAlarms)];
        var wanted = parts.Where(part => setting.Options.Includes(part.Name)).ToArray();
        return wanted.Length > 0 && setting.Benches.Get(LabelledBenches.Plain) is not null ? wanted.SelectMany(part => part.Run(setting)) : [];
    }

    // Run lengths are cut at the horizon, so their mean is below the true one.
    private static List<Target> FalseAlarms(Setting setting)
    {
        var smoke = setting.Options.Smoke;
        var (references, streams, horizon, size, known) = smoke ? (1, 2, 5, 96, 400) : (10, 10, 300, 128, 4000);
        EvidenceOptions each = new() { WarningEvidence = Bound, PageEvidence = Bound };
        List<(int Reference, Dictionary<string, int> First, int Monitor)> runs = [];
        for (var split = 0; split < references; split++)
        {
            setting.Progress.WriteLine($"healthy streams, reference {split + 1} of {references}");
            var all = LabelledBenches.Family(setting.Corpus)!.Draw(LabelledBenches.Family(setting.Corpus)!.Count, Seeds.For("streams", split));
            var reference = Fit(all.Gather([.. Enumerable.Range(0, known)]), split);
            var fresh = new LevelPool(all, known);
            var number = split;
            var results = new (int, Dictionary<string, int>, int)[streams];
            Parallel.For(0, streams, i => results[i] = Healthy(reference, fresh, number, i));
            runs.AddRange(results);
        }

        (int, Dictionary<string, int>, int) Healthy(ReferenceDistribution reference, LevelPool fresh, int split, int number)
        {
            var stream = new Stream(reference, (ulong)((split * streams) + number), each, each with { PerMonitor = true });
            var (first, monitor) = (new Dictionary<string, int>(), horizon);
            var random = Seeds.For("stream", split, number);
            for (var window = 1; window <= horizon; window++)
            {
                var alerts = stream.Add(fresh.Draw(size, random));
                foreach (var (key, _) in alerts[0].Where(alert => alert.Key.Kind != EvidenceKind.Subset))
                {
                    first.TryAdd(key.Name, window);
                }

                if (alerts[0].Any(alert => alert.Key.Kind == EvidenceKind.Subset))
                {
                    first.TryAdd("any label", window);
                }

                monitor = alerts[1].Count > 0 ? Math.Min(monitor, window) : monitor;
            }

            return (split, first, monitor);
        }

        Mean Of(Func<(int Reference, Dictionary<string, int> First, int Monitor), int> length) =>
            Mean.Of(runs.GroupBy(run => run.Reference).Select(group => group.Select(run => (double)length(run))));
        var table = new TextTable($"healthy streams, windows of {size}", "runs", $"alarm at {Bound} by then", $"windows to it, cut at {horizon}");
        List<Target> targets = [];
        foreach (var key in EvidenceKey.Judged.Select(key => key.Name).Where(key => key != "prompt"))
        {
            Add(key, run => run.First.GetValueOrDefault(key, horizon), run => run.First.ContainsKey(key), bound: true);
        }

        Add("all labels together", run => run.First.GetValueOrDefault("any label", horizon), run => run.First.ContainsKey("any label"), bound: true);
        Add("the monitor as a whole (per_monitor)", run => run.Monitor, run => run.Monitor < horizon, bound: true);
        setting.Output.WriteLine(table);
        return targets;

        void Add(
            string what,
            Func<(int Reference, Dictionary<string, int> First, int Monitor), int> length,
            Func<(int Reference, Dictionary<string, int> First, int Monitor), bool> alarmed,
            bool bound)
        {
            var mean = Of(length);
            table.Add(what, runs.Count.ToString(CultureInfo.InvariantCulture), Share.Text(runs.Count(alarmed), runs.Count), mean.ToString());
            if (bound)
            {
                targets.Add(new Target(
                    $"healthy stream: windows to a false alarm at {Bound}, {what}",
                    $">= {Bound} on average",
                    $"{mean} (cut at {horizon})",
                    mean.Value >= Bound));
            }
        }
    }

    // Labels of .67 % are taken in pairs. The bound is one of outputs, as the literature has it: evidence counts windows.
    private static Target[] LostLabel(Setting setting)
    {
        var (streams, size) = setting.Options.Smoke ? (2, 96) : (4 * setting.Options.Trials, 128);
        var bench = setting.Benches.Get(LabelledBenches.Plain)!;
        string[] labels = [.. bench.Known.Samples.Select(sample => sample.Subset!).Distinct().Order(StringComparer.Ordinal)];
        var pairOf = labels.Select((label, i) => (label, Pair: $"pair {i / 2}")).ToDictionary(pair => pair.label, pair => pair.Pair);
        Batch Paired(Batch batch) => batch with { Samples = [.. batch.Samples.Select(sample => sample with { Subset = pairOf[sample.Subset!] })] };
        setting.Progress.WriteLine("streams that lose a label");
        var reference = Fit(Paired(bench.Known), 0);
        var fresh = Paired(bench.Fresh);
        var options = new EvidenceOptions
        {
            WarningEvidence = (double)LabelBound / size,
            PageEvidence = (double)LabelBound / size,
            MostSubsets = labels.Length,
            PerLabel = true,
        };
        var outputs = new double[streams];
        Parallel.For(0, streams, number =>
        {
            var random = Seeds.For("lost label", number);
            var lost = pairOf[labels[random.Next(labels.Length / 2 * 2)]];
            var kept = fresh.Where(sample => sample.Subset != lost);
            var stream = new Stream(reference, (ulong)number, options);
            for (var window = 0; window < HealthyWindows; window++)
            {
                stream.Add(fresh.Draw(size, random));
            }

            var windows = 1;
            while (!stream.Add(kept.Draw(size, random))[0].Any(alert => alert.Key.Name == lost) && windows < 40)
            {
                windows++;
            }

            outputs[number] = windows * size;
        });
        var share = (double)bench.Known.Samples.Count(sample => pairOf[sample.Subset!] == "pair 0") / bench.Known.Count;
        return Delay(
            setting,
            string.Create(CultureInfo.InvariantCulture, $"a label of {100 * share:0.0} % is lost after {HealthyWindows} windows of {size}, false alarms bounded by {LabelBound} outputs: outputs to the alarm"),
            outputs,
            400);
    }

    private static Target[] Contraction(Setting setting)
    {
        var (streams, size) = setting.Options.Smoke ? (2, 96) : (setting.Options.Trials, 512);
        var bench = setting.Benches.Get(LabelledBenches.Plain)!;
        var (scenario, stage) = (new Contract(0.1f), new Stage(bench, setting.Corpus));
        setting.Progress.WriteLine("streams that contract");
        var windows = new double[streams];
        Parallel.For(0, streams, number =>
        {
            var random = Seeds.For("contraction", number);
            var stream = new Stream(bench.Reference, (ulong)number, new EvidenceOptions());
            for (var window = 0; window < HealthyWindows / 4; window++)
            {
                stream.Add(bench.DrawHealthy(size, random));
            }

            var count = 1;
            while (!stream.Add(scenario.Draw(stage, size, random).Batch)[0].Any(alert => alert.Level == AlertLevel.Page) && count < 40)
            {
                count++;
            }

            windows[number] = count;
        });
        return Delay(setting, $"contraction by 10 % after {HealthyWindows / 4} windows of {size}: windows to a page", windows, 3);
    }

    private static Target[] Delay(Setting setting, string what, double[] values, double wanted)
    {
        var mean = Mean.Of(values.Select(value => new[] { value }));
        setting.Output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: mean {mean}, median {values.Order().ElementAt(values.Length / 2)}, longest {values.Max()} ({values.Length} streams)"));
        return [new Target(what, FormattableString.Invariant($"<= {wanted} on average"), mean.ToString(), mean.Value <= wanted)];
    }

    private static ReferenceDistribution Fit(Batch known, int split) => ReferenceDistribution.Fit(
        known.Samples, known.Embeddings, new ReferenceOptions { Seed = (ulong)split + 1 }, progress: null, CancellationToken.None);
}
