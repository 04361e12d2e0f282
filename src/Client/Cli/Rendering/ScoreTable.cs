using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>The scores by axis: a table where it fits, two lines a metric where it does not.</summary>
internal static class ScoreTable
{
    public static void Write(IAnsiConsole console, Report report)
    {
        var axes = report.Scores.Where(s => s.Testability == Testability.Tested).GroupBy(s => s.Axis).ToList();
        if (axes.Count > 0)
        {
            Lines.Heading(console, "Scores");
            Lines.Item(console, "", "Range: the middle 90 % of healthy batches. Effect: change towards worse."
                + (report.Scores.Any(IsUnclear) ? " Unclear: too little evidence to tell." : ""));
            var table = Table(axes);
            if (table.Width <= console.Profile.Width)
            {
                table.Write(console);
            }
            else
            {
                WriteLines(console, axes);
            }
        }

        WriteNotTestable(console, report);
    }

    private static TextTable Table(List<IGrouping<Axis, Score>> axes)
    {
        var table = new TextTable("  metric", ">value", ">healthy range", ">p adj.", ">effect", "severity");
        foreach (var axis in axes)
        {
            table.Add(TextConsole.Bold, Words.Of(axis.Key));
            foreach (var score in axis)
            {
                table.Add(
                    Words.StyleOf(score.Severity),
                    $"  {score.Metric}",
                    Figures.Value(score.HasValue, score.Value),
                    Figures.HealthyRange(score),
                    score.HasAdjustedPValue ? Figures.Probability(score.AdjustedPValue) : Figures.None,
                    Figures.Effect(score),
                    Severity(score));
            }
        }

        return table;
    }

    private static void WriteLines(IAnsiConsole console, List<IGrouping<Axis, Score>> axes)
    {
        foreach (var axis in axes)
        {
            Lines.Item(console, "", Words.Of(axis.Key), TextConsole.Bold);
            foreach (var score in axis)
            {
                console.Write(new Text($"  {score.Metric}: "));
                console.Write(new Text(Severity(score), Words.StyleOf(score.Severity)));
                console.WriteLine();
                var p = score.HasAdjustedPValue ? $", p adj. {Figures.Probability(score.AdjustedPValue)}" : "";
                Lines.Item(
                    console,
                    "    ",
                    $"{Figures.Value(score.HasValue, score.Value)} (healthy {Figures.HealthyRange(score)}){p}, effect {Figures.Effect(score)}");
            }
        }
    }

    private static void WriteNotTestable(IAnsiConsole console, Report report)
    {
        var groups = report.Scores.Where(s => s.Testability == Testability.NotTestable).GroupBy(s => s.Note).ToList();
        if (groups.Count == 0)
        {
            return;
        }

        Lines.Heading(console, "Not testable");
        foreach (var group in groups)
        {
            var reason = group.Key.Length > 0 ? $": {group.Key}" : "";
            Lines.Item(console, "  • ", $"{string.Join(", ", group.Select(s => s.Metric))}{reason}");
        }
    }

    private static bool IsUnclear(Score score) =>
        score is { Severity: Verdict.InsufficientEvidence, Testability: Testability.Tested };

    private static string Severity(Score score) => IsUnclear(score) ? "unclear" : Words.Of(score.Severity);
}
