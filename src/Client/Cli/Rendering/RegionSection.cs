using Spectre.Console;
using Region = Detector.V1.Region;

namespace Detector.Cli.Rendering;

/// <summary>Regions of the reference covered too little or too much, with samples that stand for them.</summary>
internal static class RegionSection
{
    private const int Shown = 3;
    private const int ShownExemplars = 2;

    public static void Write(IAnsiConsole console, string heading, IReadOnlyList<Region> regions)
    {
        if (regions.Count == 0)
        {
            return;
        }

        Lines.Heading(console, heading);
        foreach (var region in regions.Take(Shown))
        {
            Lines.Item(
                console,
                "  • ",
                $"cell {region.Cell}: {Figures.Share(region.Share)} of the batch, {Figures.Share(region.ReferenceShare)} of the reference "
                + $"({Figures.Count(region.Count)} of {Figures.Value(region.ExpectedCount)} expected), p adj. {Figures.Probability(region.AdjustedPValue)}");
            WriteExemplars(console, region);
        }

        if (regions.Count > Shown)
        {
            Lines.Item(console, "  • ", $"and {regions.Count - Shown} more; --json shows all");
        }
    }

    private static void WriteExemplars(IAnsiConsole console, Region region)
    {
        var texts = region.ExemplarTexts.Where(t => t.Length > 0).Take(ShownExemplars).ToList();
        foreach (var text in texts)
        {
            console.WriteLine($"    “{PlainText.OneLine(text, console.Profile.Width - 6)}”");
        }

        var ids = region.ExemplarIds.Where(i => i.Length > 0).Take(ShownExemplars).ToList();
        if (texts.Count == 0 && ids.Count > 0)
        {
            Lines.Item(console, "    ", $"such as {string.Join(", ", ids)}");
        }
    }
}
