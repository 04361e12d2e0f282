using Detector.Detection.Calibration;
using Detector.Detection.Metrics;

namespace Detector.Detection.Judging;

/// <summary>
/// Judges whether outputs still cover the samples of each of the caller's labels: recall (Kynkäänniemi 2019) restricted to the
/// label's samples of B, against the moments that null draws of the same size showed. The batch itself needs no labels.
/// </summary>
internal static class SubsetRecallJudge
{
    private const double MinimumExpected = 5;

    /// <summary>
    /// Judges each label of at least ten samples in B, of which a healthy batch is expected to have five outputs and to cover five
    /// samples, worst first.
    /// </summary>
    public static IReadOnlyList<SubsetRecall> Judge(ReferenceDistribution reference, BatchFigures figures)
    {
        var labels = reference.Labels;
        if (figures.PieceSize == 0)
        {
            return [];
        }

        var tested = Enumerable.Range(0, labels.Names.Length)
            .Select(label => (Name: labels.Names[label], Count: labels.Numbers.Count(number => number == label), Number: label))
            .Where(label => (double)label.Count * figures.PieceSize / labels.Numbers.Length >= MinimumExpected)
            .Select(label => (label, Law: Law(figures, label.Number, label.Count, labels.Numbers.Length)))
            .Where(entry => entry.Law?.Expected >= MinimumExpected)
            .Select(entry => (entry.label.Name, entry.label.Count, Law: entry.Law!, Recall: Average(figures, entry.label.Number)))
            .Select(entry => (entry.Name, entry.Law, entry.Recall, P: entry.Law.PValue((int)Math.Round(entry.Recall * entry.Count))))
            .ToArray();
        var adjusted = SubsetJudge.Holm([.. tested.Select(entry => entry.P)]);
        return
        [
            .. tested.Select((entry, i) => new SubsetRecall(entry.Name, entry.Recall, entry.Law, entry.P, adjusted[i]))
                .OrderBy(recall => recall.PValue)
                .ThenBy(recall => recall.Subset, StringComparer.Ordinal),
        ];
    }

    /// <summary>The score of <c>subset_recall</c>: the recall of the worst label.</summary>
    public static Score Summarize(IReadOnlyList<SubsetRecall> recalls, BatchFigures figures, Thresholds thresholds)
    {
        var score = new Score(MetricCatalogue.SubsetRecall, Axis.Minority, Direction.LowerIsWorse);
        if (recalls.Count == 0)
        {
            return score with
            {
                Note = figures.PieceSize == 0
                    ? $"needs at least {figures.Nulls.MinimumSize} samples"
                    : $"needs subsets with {SubsetLabels.Fewest} or more samples to draw from, {MinimumExpected:F0} of them expected in the batch",
            };
        }

        var worst = recalls[0];
        var p = worst.AdjustedPValue;
        var detectable = worst.Law.DetectableLoss();
        var effect = 1 - (worst.Recall / worst.Law.Mean);
        var limit = detectable is null ? "; not even its complete loss would be significant in a batch of this size" : "";
        return score with
        {
            Tested = true,
            Value = worst.Recall,
            Judgement = new Judgement(worst.Law.At(0.5), worst.Law.At(0.05), worst.Law.At(0.95), p, p, effect, detectable ?? 1),
            EffectUnit = "share of the subset's recall lost",
            Severity = SeverityRule.Of(p, SubsetScoring.Deviate(p), effect, effect, detectable ?? 1, thresholds),
            Note = $"worst of {recalls.Count} subsets: '{worst.Subset}'{limit}",
        };
    }

    /// <summary>Adds its recall to the score of each label.</summary>
    public static IReadOnlyList<SubsetScore> Added(IReadOnlyList<SubsetScore> scores, IReadOnlyList<SubsetRecall> recalls)
    {
        var of = recalls.ToDictionary(recall => recall.Subset, StringComparer.Ordinal);
        return
        [
            .. scores.Select(score => of.TryGetValue(score.Subset, out var recall)
                ? score with { Recall = recall.Recall, RecallPValue = recall.PValue, RecallAdjustedPValue = recall.AdjustedPValue }
                : score),
        ];
    }

    private static RecallLaw? Law(BatchFigures figures, int label, int count, int total)
    {
        var moments = figures.Nulls.RecallOf(label, figures.PieceSize, figures.MeasuredCount);
        var absence = figures.Pieces.Count * new SubsetLaw(figures.PieceSize, (double)count / total, total).PValue(0);
        return double.IsFinite(moments.Mean) ? new RecallLaw(count, moments.Mean, moments.Deviation, Math.Min(1, absence)) : null;
    }

    private static double Average(BatchFigures figures, int label) => figures.Pieces.Average(piece => piece.Pairs.LabelRecalls[label]);
}
