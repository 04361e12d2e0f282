using System.Text;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Gate.Output;

/// <summary>A gate's outcome in GitHub's Markdown, for a job summary.</summary>
internal static class GateMarkdown
{
    private const int ShownWeights = 50;

    public static string Of(GateOutcome outcome, GateSource source)
    {
        var text = new StringBuilder();
        text.AppendJoin(
            "",
            $"## Gate: {GateWords.Of(outcome.Decision)}\n\n",
            $"{Figures.Samples(source.Samples)} of {MarkdownText.Escape(source.Name)} against reference ",
            $"{MarkdownText.Escape(outcome.Report.Reference)}: verdict **{Words.Of(outcome.Report.Verdict)}**.\n\n");
        MarkdownText.Table(text, ["criterion", "value", "allowed", "decision"], outcome.Criteria.Select(Row));
        Figure(text, outcome);
        Evidence(text, outcome);
        Weights(text, outcome.Weights);
        return text.ToString();
    }

    private static string[] Row(Criterion criterion)
    {
        var mark = criterion.Failed ? "**" : "";
        return [MarkdownText.Escape(criterion.Name), MarkdownText.Escape(criterion.Value), MarkdownText.Escape(criterion.Limit), $"{mark}{GateWords.Of(criterion.Decision)}{mark}"];
    }

    private static void Figure(StringBuilder text, GateOutcome outcome)
    {
        var scores = outcome.Failed.SelectMany(c => c.Figures).DistinctBy(s => s.Metric).ToList();
        if (scores.Count > 0)
        {
            text.Append("\n### Figures behind what failed\n\n");
            MarkdownText.Table(text, ["metric", "value", "healthy range", "effect", "severity"], scores.Select(Row));
        }
    }

    private static string[] Row(Score score) =>
        [MarkdownText.Escape(score.Metric), Figures.Value(score.HasValue, score.Value), Figures.HealthyRange(score), Figures.Effect(score), Words.Of(score.Severity)];

    private static void Evidence(StringBuilder text, GateOutcome outcome)
    {
        var lines = outcome.Failed
            .SelectMany(c => c.Evidence.Append(c.Advice).Where(line => line.Length > 0).Select(line => $"- {MarkdownText.Escape(c.Name)}: {MarkdownText.Escape(line)}\n"))
            .Distinct()
            .ToList();
        if (lines.Count > 0)
        {
            text.Append("\n### What was seen and what to do\n\n").AppendJoin("", lines);
        }
    }

    private static void Weights(StringBuilder text, GateWeights? weights)
    {
        if (weights is null)
        {
            return;
        }

        text.Append("\n### Weights\n\nWhat is not named has weight 1.\n\n");
        var parts = weights.Subsets.Concat(weights.Regions).ToList();
        MarkdownText.Table(text, ["part", "weight", "share of the batch", "share of the reference"], parts.Take(ShownWeights).Select(Row));
        text.Append(parts.Count > ShownWeights ? $"\nAnd {parts.Count - ShownWeights} more in the JSON report.\n" : "");
    }

    private static string[] Row(PartWeight part) =>
        [MarkdownText.Escape(PlainText.OneLine(part.Part, 80)), FigureWords.Of(part), Figures.Share(part.Share), Figures.Share(part.ReferenceShare)];
}
