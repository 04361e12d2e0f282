using System.Globalization;
using Detector.Detection.Judging;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Running;

namespace Detector.Evaluation.Studies;

/// <summary>One model at falling temperatures: the share of repeated 4-grams rises, and health falls.</summary>
internal sealed class TemperatureStudy : IStudy
{
    private const string Prefix = "gpt3_temperature.";
    private const string Metric = "loop_share";
    private static readonly string[] Temperatures = ["0.0", "0.7", "1.0", "1.2"];

    public string Name => "temperature";

    public bool HoldsInSmoke => true;

    public IEnumerable<Target> Run(Setting setting)
    {
        var recipe = new BenchRecipe($"{Prefix}1.0", (corpus, _) => corpus.Sets.TryGetValue($"{Prefix}1.0", out var set) ? new BenchParts(set, set) : null);
        if (!setting.Options.Includes(Name) || setting.Benches.Get(recipe) is not { } bench)
        {
            yield break;
        }

        var reports = Temperatures.Where(temperature => setting.Corpus.Sets.ContainsKey(Prefix + temperature))
            .Select(temperature => (temperature, Report: TrialRunner.Score(bench.Reference, setting.Corpus.Sets[Prefix + temperature]))).ToArray();
        var table = new TextTable("reference: temperature 1.0; batch:", "n", Metric, "p", "health index", "verdict");
        foreach (var (temperature, report) in reports)
        {
            var score = Loops(report);
            table.Add(
                temperature, report.SampleCount.ToString(CultureInfo.InvariantCulture), Text(score.Value), Text(score.Judgement?.PValue),
                Text(report.HealthIndex), report.Verdict.ToString(),
                score.Tested ? string.Join(' ', report.Signatures.Select(signature => signature.Kind)) : score.Note);
        }

        setting.Output.WriteLine(table);
        yield return Ordered(
            "temperature: loops strictly rise as it falls", [.. reports.Select(entry => -Loops(entry.Report).Value ?? double.NaN)]);
        // Above 1.0 the batch leaves the reference on the other side, so that only the falling temperatures are ordered.
        yield return Ordered(
            "temperature: verdict never better as it falls",
            [.. reports.Where(entry => entry.temperature != "1.2").Select(entry => -(double)entry.Report.Verdict)], strictly: false);
    }

    private static Score Loops(Report report) => report.Scores.Single(score => score.Metric == Metric);

    private static Target Ordered(string what, double[] ascending, bool strictly = true) => new(
        what,
        strictly ? "strictly ordered" : "ordered",
        string.Join(" ", ascending.Select(value => double.IsNaN(value) ? "not tested" : Text(Math.Abs(value)))),
        ascending.Zip(ascending.Skip(1)).All(pair => strictly ? pair.First < pair.Second : pair.First <= pair.Second));

    private static string Text(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "-";
}
