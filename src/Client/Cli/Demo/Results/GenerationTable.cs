using System.Globalization;
using Detector.Cli.Demo.Loop;
using Detector.Cli.Rendering;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Demo.Results;

/// <summary>The generations of the arms, a row each.</summary>
internal static class GenerationTable
{
    private static readonly (string Header, bool Right)[] Columns =
    [
        ("gen", true), ("arm", false), ("diversity", true), ("tail", true), ("lexical tail", true), ("drift", true),
        ("signature", false), ("verdict", false),
    ];

    /// <summary>Prints the table for one reference.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="title">Which reference.</param>
    /// <param name="rows">The generations.</param>
    /// <param name="heldOut">Held-out human passages, as the first row. Optional.</param>
    public static void Write(IAnsiConsole console, string title, IEnumerable<(Arm Arm, int Number, Report Report)> rows, Report? heldOut = null)
    {
        var table = new Table().Title(Markup.Escape(title)).SimpleBorder();
        foreach (var (header, right) in Columns)
        {
            table.AddColumn(right ? new TableColumn(header).RightAligned().NoWrap() : new TableColumn(header));
        }

        if (heldOut is not null)
        {
            Add(table, "", "held-out humans", heldOut);
        }

        foreach (var (arm, number, report) in rows)
        {
            Add(table, number.ToString(CultureInfo.InvariantCulture), arm.ToString().ToLowerInvariant(), report);
        }

        console.Write(table);
    }

    private static void Add(Table table, string generation, string arm, Report report) => table.AddRow(
        new Text(generation),
        new Text(arm),
        Change(report, "vendi"),
        Change(report, "tail_occupancy"),
        Change(report, "rare_token_survival"),
        Value(report, "mmd"),
        new Text(string.Join(", ", report.Signatures.Select(signature => Words.Of(signature.Kind)))),
        new Text(Words.Of(report.Verdict), Words.StyleOf(report.Verdict)));

    private static Text Change(Report report, string metric) => Cell(
        report, metric, score => score.NullMedian > 0 ? (score.Value / score.NullMedian - 1).ToString("+0 %;-0 %;0 %", CultureInfo.InvariantCulture) : Figures.None);

    private static Text Value(Report report, string metric) => Cell(report, metric, score => score.Value.ToString("0.0000", CultureInfo.InvariantCulture));

    private static Text Cell(Report report, string metric, Func<Score, string> figure)
    {
        var score = report.Scores.FirstOrDefault(s => s.Metric == metric && s.Testability == Testability.Tested);
        if (score is null)
        {
            return new Text(Figures.None);
        }

        var marked = score.AdjustedPValue <= report.Significance && score.Effect > 0;
        return new Text(figure(score) + (marked ? "*" : " "), marked ? new Style(decoration: Decoration.Bold) : Style.Plain);
    }
}
