using Detector.Cli.Rendering;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Curation;

/// <summary>Writes what curation came to for people.</summary>
/// <param name="console">Where to write.</param>
internal sealed class CurationView(IAnsiConsole console)
{
    public void Write(CurationSummary summary, long written, string? file, int? select)
    {
        Lines.Item(console, "", $"{Figures.Count(summary.Kept)} of {Figures.Count(summary.Candidates)} candidates kept", TextConsole.Bold);
        foreach (var reason in summary.Reasons.Where(reason => reason.Count > 0))
        {
            Lines.Item(
                console,
                "  • ",
                $"{CurationWords.Of(reason.Reason)}: {Figures.Count(reason.Count)} {CurationWords.Fate(reason.Reason)}");
        }

        WriteCells(summary);
        Lines.Item(console, "", $"{Figures.Count(written)} rows written{(file is null ? "" : $" to {file}")}{Selection(written, summary.Kept, select)}");
    }

    private void WriteCells(CurationSummary summary)
    {
        var empty = summary.Cells.Count(cell => cell.Count == 0);
        var full = summary.Cells.Where(cell => cell.Weight < 1).ToList();
        var thin = summary.Cells.Where(cell => cell.Weight > 1).ToList();
        Lines.Item(
            console,
            "  • ",
            $"{Figures.Count(summary.Cells.Count)} regions: {Figures.Count(empty)} empty, {Weights(full, "over-full")}, {Weights(thin, "thin")}");
    }

    private static string Weights(List<CellWeight> cells, string what) => cells.Count == 0
        ? $"0 {what}"
        : $"{Figures.Count(cells.Count)} {what} (weights {Figures.Value(cells.Min(cell => cell.Weight))} to {Figures.Value(cells.Max(cell => cell.Weight))})";

    private static string Selection(long written, long kept, int? select) => select switch
    {
        null => ", each with its weight",
        { } wanted when written < wanted && written < kept =>
            $", selected for coverage of the reference; more of the {Figures.Count(wanted)} asked for would crowd its regions",
        { } wanted when written < wanted => $": all that were kept; {Figures.Count(wanted)} were asked for",
        _ => ", selected for coverage of the reference",
    };
}
