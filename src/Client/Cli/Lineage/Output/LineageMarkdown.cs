using System.Text;
using Detector.Cli.Lineage.Trend;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Lineage.Output;

/// <summary>What was found about a line of generations in GitHub's Markdown, for a job summary.</summary>
internal static class LineageMarkdown
{
    public static string Of(LineageResult result)
    {
        var text = new StringBuilder();
        var last = LineageWords.OfLast(result, MarkdownText.Escape(result.Generations[^1].Path));
        text.AppendJoin("", $"## Lineage: {Words.Of(result.Verdict)}\n\n", last, ".\n");
        foreach (var trends in result.Comparisons)
        {
            Comparison(text, result, trends);
        }

        text.AppendJoin("", "\n", MarkdownText.Escape(LineageWords.Legend), "\n");
        if (result.Comparisons.SelectMany(c => c.Axes).Any(a => a.Projection is Projection.Rising))
        {
            text.AppendJoin("", "\n", LineageWords.ProjectionLegend, "\n");
        }

        return text.ToString();
    }

    private static void Comparison(StringBuilder text, LineageResult result, ComparedTrends trends)
    {
        var against = MarkdownText.Escape(LineageWords.Of(trends.Comparison.Against, result));
        text.AppendJoin("", "\n### Against ", against, ": ", LineageWords.LastOf(trends.Comparison, result), "\n\n");
        foreach (var gap in LineageWords.Of(trends.Comparison.Gaps))
        {
            text.AppendJoin("", "- ", MarkdownText.Escape(gap), "\n");
        }

        if (trends.Comparison.Judged.Count == 0)
        {
            return;
        }

        text.Append(trends.Comparison.Gaps.Count > 0 ? "\n" : "");
        MarkdownText.Table(
            text,
            ["generation", "samples", .. trends.Axes.Select(a => Words.Of(a.Axis)), "verdict"],
            trends.Comparison.Judged.Select(j => Row(trends, j)));
        text.Append('\n');
        MarkdownText.Table(text, ["axis", "first watch", "first warning", "first critical", "trend"], trends.Axes.Select(Row));
    }

    private static string[] Row(ComparedTrends trends, JudgedGeneration judged)
    {
        var mark = judged.Report.Verdict >= Verdict.Warning ? "**" : "";
        return
        [
            LineageWords.Number(judged.Generation),
            Figures.Count(judged.Report.SampleCount),
            .. trends.Axes.Select(a => MarkdownText.Escape(LineageWords.Cell(a.Cells.FirstOrDefault(c => c.Generation == judged.Generation)))),
            $"{mark}{Words.Of(judged.Report.Verdict)}{mark}",
        ];
    }

    private static string[] Row(AxisTrend axis) =>
    [
        Words.Of(axis.Axis),
        .. EffectThreshold.All.Select(t => axis.FirstAt(t.Severity) is { } first ? LineageWords.Number(first) : Figures.None),
        MarkdownText.Escape(LineageWords.Of(axis.Projection)),
    ];
}
