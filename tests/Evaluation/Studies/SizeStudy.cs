using System.Globalization;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Results;
using Detector.Evaluation.Running;

namespace Detector.Evaluation.Studies;

/// <summary>Batches of many sizes from one population have the same bias-corrected diversity, within the error that the report states.</summary>
internal sealed class SizeStudy : IStudy
{
    private const double Covered = 0.9;
    private const string Metric = "vendi";
    private static readonly int[] Sizes = [64, 128, 256, 512, 1024, 2048];

    public string Name => "size consistency";

    public IEnumerable<Target> Run(Setting setting)
    {
        if (!setting.Options.Includes(Name) || setting.Benches.Get(LabelledBenches.Plain) is not { } bench)
        {
            return [];
        }

        var sizes = Sizes.Where(size => size <= 2 * setting.Options.LargestBatch && size <= bench.Fresh.Count).ToArray();
        var values = sizes.Select(size => Values(setting, bench, size)).ToArray();
        var population = values[^1].Average(value => value.Value);
        var table = new TextTable("population's vendi by size, n", "mean", "relative bias", "stated error (90 %)", "covers the largest's mean");
        List<Target> targets = [];
        for (var i = 0; i < sizes.Length; i++)
        {
            var mean = values[i].Average(value => value.Value);
            var covered = values[i].Count(value => Math.Abs(value.Value - population) <= value.Error);
            var size = sizes[i].ToString(CultureInfo.InvariantCulture);
            table.Add(
                size, mean.ToString("0.00", CultureInfo.InvariantCulture), ((mean / population) - 1).ToString("0.000", CultureInfo.InvariantCulture),
                values[i].Average(value => value.Error).ToString("0.00", CultureInfo.InvariantCulture), Share.Text(covered, values[i].Length));
            targets.Add(new Target(
                $"vendi at n = {size} within its stated error of that at n = {sizes[^1]}",
                $">= {Share.Text(Covered)} of batches, but for chance",
                Share.Text(covered, values[i].Length),
                Interval.Of(covered, values[i].Length).High >= Covered));
        }

        setting.Output.WriteLine(table);
        return targets;
    }

    private (double Value, double Error)[] Values(Setting setting, Bench bench, int size)
    {
        setting.Progress.WriteLine($"{Name}, n = {size}");
        var tally = TrialRunner.Run(setting.Options.Trials, trial =>
            new Outcome(TrialRunner.Score(bench.Reference, bench.DrawHealthy(size, Seeds.For(Name, size, trial))), Right: true, []));
        return
        [
            .. tally.Outcomes.Select(outcome => outcome.Report.Scores.Single(score => score.Metric == Metric))
                .Where(score => score.Judgement is not null)
                .Select(score => (score.Value!.Value, (score.Judgement!.NullP95 - score.Judgement.NullP05) / 2)),
        ];
    }
}
