using System.Globalization;
using Detector.Evaluation.Results;
using Detector.Evaluation.Running;

namespace Detector.Evaluation.Studies;

/// <summary>Metric by metric, what moved in the batches of a scenario: for whoever looks into a missed target.</summary>
internal static class MetricDetail
{
    private const int Examples = 4;

    /// <summary>Writes the metrics, those that moved most often first.</summary>
    public static void Write(string title, Tally tally, TextWriter output)
    {
        var table = new TextTable(title, "value", "null", "5 %", "95 %", "effect", "detectable", "p", "raw <= .05", "adjusted <= .05", "adjusted <= .01");
        var scores = tally.Outcomes.SelectMany(outcome => outcome.Report.Scores).Where(score => score.Judgement is not null)
            .GroupBy(score => score.Metric).OrderByDescending(group => group.Count(score => score.Judgement!.AdjustedPValue <= 0.05));
        foreach (var group in scores)
        {
            var judgements = group.Select(score => score.Judgement!).ToArray();
            string Mean(Func<Detection.Judging.Judgement, double> figure) => judgements.Average(figure).ToString("G3", CultureInfo.InvariantCulture);
            double Low(Func<Detection.Judging.Judgement, bool> holds) => (double)judgements.Count(holds) / judgements.Length;
            table.Add(
                group.Key, group.Average(score => score.Value!.Value).ToString("G3", CultureInfo.InvariantCulture),
                Mean(judgement => judgement.NullMedian), Mean(judgement => judgement.NullP05), Mean(judgement => judgement.NullP95),
                Mean(judgement => judgement.Effect), Mean(judgement => judgement.DetectableEffect), Mean(judgement => judgement.PValue),
                Share.Text(Low(judgement => judgement.PValue <= 0.05)), Share.Text(Low(judgement => judgement.AdjustedPValue <= 0.05)),
                Share.Text(Low(judgement => judgement.AdjustedPValue <= 0.01)));
        }

        output.WriteLine(table);
        foreach (var outcome in tally.Outcomes.Where(outcome => outcome.Detected).OrderBy(outcome => outcome.Right).Take(Examples))
        {
            var damages = outcome.Report.Damages.Select(damage => string.Create(CultureInfo.InvariantCulture, $"{damage.Kind} {damage.Dose:P0} p {damage.AdjustedPValue:G2}"));
            output.WriteLine($"  {(outcome.Right ? "right" : "wrong")}: {string.Join(" ", outcome.Report.Reasons)} [{string.Join(", ", damages)}]");
        }

        output.WriteLine();
    }
}
