using Detector.Cli.Lineage.Trend;
using Detector.Cli.Rendering;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Lineage.Output;

/// <summary>Writes what was found about a line of generations for people.</summary>
/// <param name="console">Where to write.</param>
internal sealed class LineageView(IAnsiConsole console)
{
    public void Write(LineageResult result)
    {
        console.Write(new Text(Words.Of(result.Verdict).ToUpperInvariant(), Words.StyleOf(result.Verdict)));
        console.WriteLine();
        Lines.Item(console, "", LineageWords.OfLast(result, result.Generations[^1].Path));
        foreach (var trends in result.Comparisons)
        {
            var firsts = LineageWords.Firsts(trends.Comparison.FirstAt);
            Lines.Item(
                console,
                "  • ",
                $"against {LineageWords.Of(trends.Comparison.Against, result)}: {LineageWords.LastOf(trends.Comparison, result)}"
                + (firsts.Length > 0 ? $"; {firsts}" : ""),
                Words.StyleOf(trends.Comparison.VerdictOf(result.Last)));
        }

        foreach (var trends in result.Comparisons)
        {
            Write(result, trends);
        }

        WriteNotes(result);
    }

    private void Write(LineageResult result, ComparedTrends trends)
    {
        Lines.Heading(console, $"Against {PlainText.Clean(LineageWords.Of(trends.Comparison.Against, result))}");
        foreach (var gap in LineageWords.Of(trends.Comparison.Gaps))
        {
            Lines.Item(console, "  • ", gap);
        }

        if (trends.Comparison.Judged.Count == 0)
        {
            return;
        }

        EffectTable.Write(console, trends);
        console.WriteLine();
        foreach (var axis in trends.Axes.Where(a => !LineageWords.IsQuiet(a)))
        {
            Write(result, axis, trends.IsLongEnough);
        }

        var quiet = trends.Axes.Where(LineageWords.IsQuiet).Select(a => Words.Of(a.Axis)).ToList();
        if (quiet.Count > 0)
        {
            var noTrend = trends.IsLongEnough ? $", {LineageWords.NoTrend}" : "";
            Lines.Item(console, "  ", $"{string.Join(", ", quiet)}: {LineageWords.Never}{noTrend}");
        }

        if (!trends.IsLongEnough)
        {
            var (judged, needed) = (LineageWords.Number(trends.Comparison.Judged.Count), LineageWords.Number(TrendFit.MinimumPoints));
            Lines.Item(console, "  ", $"too few generations for a trend: {judged} judged, {needed} needed");
        }
    }

    private void Write(LineageResult result, AxisTrend axis, bool isLongEnough)
    {
        var last = axis.Cells[^1];
        var firsts = LineageWords.Firsts(axis.FirstAt) is { Length: > 0 } words ? words : LineageWords.Never;
        Lines.Item(
            console,
            "  ",
            $"{Words.Of(axis.Axis)}: {firsts}; at last {last.Worst.Metric} {Figures.Effect(last.Worst)}",
            last.Severity >= Verdict.Watch && last.Generation == result.Last ? Words.StyleOf(last.Severity) : Style.Plain);
        if (isLongEnough)
        {
            Lines.Item(console, "    → ", LineageWords.Of(axis.Projection));
        }
    }

    private void WriteNotes(LineageResult result)
    {
        console.WriteLine();
        Lines.Item(console, "", LineageWords.Legend);
        if (result.Comparisons.SelectMany(c => c.Axes).Any(a => a.Projection is Projection.Rising))
        {
            Lines.Item(console, "", LineageWords.ProjectionLegend);
        }
    }
}
