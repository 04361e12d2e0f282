using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>The caller's labels that are reduced.</summary>
internal static class SubsetSection
{
    private const int Shown = 10;

    public static void Write(IAnsiConsole console, Report report)
    {
        var reduced = report.Subsets.Where(s => s.Reduced).ToList();
        if (report.Subsets.Count == 0)
        {
            return;
        }

        Lines.Heading(console, $"Subsets ({reduced.Count} of {report.Subsets.Count} reduced)");
        foreach (var subset in reduced.Take(Shown))
        {
            Lines.Item(
                console,
                "  • ",
                $"{PlainText.OneLine(subset.Subset, 60)}: {Figures.Share(subset.Share)} of the batch, {Figures.Share(subset.ReferenceShare)} of the reference "
                + $"({Figures.Count(subset.Count)} of {Figures.Value(subset.ExpectedCount)} expected), p adj. {Figures.Probability(subset.AdjustedPValue)}");
        }

        if (reduced.Count > Shown)
        {
            Lines.Item(console, "  • ", $"and {reduced.Count - Shown} more; --json shows all");
        }
    }
}
