using Detector.Cli.Lineage.Trend;
using Detector.Cli.Rendering;
using Spectre.Console;

namespace Detector.Cli.Lineage.Output;

/// <summary>The effects of a comparison: an axis a row, a generation a column; as many blocks as the width asks for.</summary>
internal static class EffectTable
{
    private const string VerdictRow = "verdict";
    private const int Gap = 2;

    public static void Write(IAnsiConsole console, ComparedTrends trends)
    {
        var columns = trends.Comparison.Judged.Select(j => Column(trends, j)).ToList();
        string[] names = ["generation", .. trends.Axes.Select(a => Words.Of(a.Axis)), VerdictRow];
        var cell = columns.SelectMany(c => c).Max(c => c.Length) + Gap;
        var inBlock = Math.Max(1, (console.Profile.Width - names.Max(n => n.Length)) / cell);
        var first = true;
        foreach (var block in columns.Chunk(inBlock))
        {
            if (!first)
            {
                console.WriteLine();
            }

            first = false;
            var table = new TextTable([names[0], .. block.Select(c => $">{c[0].PadLeft(cell - Gap)}")]);
            for (var row = 1; row < names.Length; row++)
            {
                table.Add(null, [names[row], .. block.Select(c => c[row])]);
            }

            table.Write(console);
        }
    }

    private static string[] Column(ComparedTrends trends, JudgedGeneration judged) =>
    [
        LineageWords.Number(judged.Generation),
        .. trends.Axes.Select(a => LineageWords.Cell(a.Cells.FirstOrDefault(c => c.Generation == judged.Generation))),
        LineageWords.Short(judged.Report.Verdict),
    ];
}
