using System.Globalization;
using Detector.Detection.Judging;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;
using Detector.Evaluation.Results;
using Detector.Evaluation.Running;
using Detector.Evaluation.Scenarios;

namespace Detector.Evaluation.Studies;

/// <summary>One real model's outputs as the reference, another's as the batch: the same prompts, whole and in random parts.</summary>
internal sealed class PairStudy : IStudy
{
    private const int Part = 256;

    public string Name => "pairs";

    public bool HoldsInSmoke => true;

    public IEnumerable<Target> Run(Setting setting)
    {
        var table = new TextTable("pair", "n", "trials", "detected", "warning", "critical", "right", "verdict");
        List<Target> targets = [];
        foreach (var pair in PairCatalogue.All.Where(pair => setting.Options.Includes(Name) || setting.Options.Includes(pair.Name)))
        {
            if (setting.Benches.Get(pair.Bench) is not { } bench || pair.Batch(setting.Corpus) is not { } batch)
            {
                setting.Progress.WriteLine($"{pair.Name}: left out, the directory lacks a set of it");
                continue;
            }

            setting.Progress.WriteLine(pair.Name);
            targets.AddRange(Judge(pair, batch.Count, 1, _ => batch, bench, table, setting));
            if (batch.Count > Part)
            {
                targets.AddRange(Judge(
                    pair, Part, setting.Options.Trials, trial => batch.Draw(Part, Seeds.For(pair.Name, trial)), bench, table, setting));
            }
        }

        if (!table.IsEmpty)
        {
            setting.Output.WriteLine(table);
        }

        return targets;
    }

    private static IEnumerable<Target> Judge(
        Pair pair, int size, int trials, Func<int, Batch> draw, Bench bench, TextTable table, Setting setting)
    {
        var tally = TrialRunner.Run(trials, trial =>
        {
            var report = TrialRunner.Score(bench.Reference, draw(trial));
            return new Outcome(report, pair.Expected.Holds(report, new Damaged(draw(trial), pair.LostLabels)), []);
        });
        table.Add(
            pair.Name, size.ToString(CultureInfo.InvariantCulture), trials.ToString(CultureInfo.InvariantCulture),
            Share.Text(tally.Detected), Share.Text(tally.AtLeast(Verdict.Warning)), Share.Text(tally.AtLeast(Verdict.Critical)),
            Share.Text(tally.Right), Share.Text(tally.MeanVerdict), tally.SignatureWords());
        if (setting.Options.Detail)
        {
            MetricDetail.Write($"{pair.Name}, n = {size}", tally, setting.Output);
        }

        if (pair.Wanted is { } wanted)
        {
            yield return Target.AtLeast(
                string.Create(CultureInfo.InvariantCulture, $"{pair.Name}, n = {size}: {pair.Expected.Words}"), wanted, tally.Right);
        }
    }
}
