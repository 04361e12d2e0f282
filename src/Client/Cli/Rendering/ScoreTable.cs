using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>The scores by axis: a table where it fits, two lines a metric where it does not.</summary>
internal static class ScoreTable
{
    /// <summary>Narrowest console for the table, in columns.</summary>
    public const int TableWidth = 78;

    public static void Write(IAnsiConsole console, Report report)
    {
        var tested = report.Scores.Where(s => s.Testability == Testability.Tested).GroupBy(s => s.Axis).ToList();
        if (tested.Count > 0)
        {
            Lines.Heading(console, "Scores (effect: change towards worse)");
            if (console.Profile.Width >= TableWidth)
            {
                WriteTable(console, tested);
            }
            else
            {
                WriteLines(console, tested);
            }
        }

        WriteNotTestable(console, report);
    }

    private static void WriteTable(IAnsiConsole console, List<IGrouping<Axis, Score>> axes)
    {
        var table = new Table().NoBorder();
        table.AddColumn(new TableColumn("  metric").NoWrap());
        table.AddColumn(new TableColumn("value").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("healthy range").NoWrap());
        table.AddColumn(new TableColumn("p adj.").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("effect").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("severity").NoWrap());
        foreach (var axis in axes)
        {
            table.AddRow(new Text($"  {Words.Of(axis.Key)}", TextConsole.Bold));
            foreach (var score in axis)
            {
                table.AddRow(
                    new Text($"    {score.Metric}"),
                    new Text(Figures.Value(score.HasValue, score.Value)),
                    new Text(Figures.HealthyRange(score)),
                    new Text(score.HasAdjustedPValue ? Figures.Probability(score.AdjustedPValue) : Figures.None),
                    new Text(Figures.Effect(score)),
                    Severity(score));
            }
        }

        console.Write(table);
    }

    private static void WriteLines(IAnsiConsole console, List<IGrouping<Axis, Score>> axes)
    {
        foreach (var axis in axes)
        {
            console.Write(new Text($"  {Words.Of(axis.Key)}", TextConsole.Bold));
            console.WriteLine();
            foreach (var score in axis)
            {
                console.Write(new Text($"    {score.Metric}: "));
                console.Write(Severity(score));
                console.WriteLine();
                var p = score.HasAdjustedPValue ? $"; p adj. {Figures.Probability(score.AdjustedPValue)}" : "";
                Lines.Item(
                    console,
                    "      ",
                    $"{Figures.Value(score.HasValue, score.Value)} (healthy {Figures.HealthyRange(score)}){p}; effect {Figures.Effect(score)}");
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

    private static Text Severity(Score score) => score.Severity == Verdict.InsufficientEvidence
        ? new Text("too little", Words.StyleOf(score.Severity))
        : new Text(Words.Of(score.Severity), Words.StyleOf(score.Severity));
}
