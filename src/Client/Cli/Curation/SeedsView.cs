using Detector.Cli.Rendering;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Curation;

/// <summary>Writes what a batch lacks for people.</summary>
/// <param name="console">Where to write.</param>
internal sealed class SeedsView(IAnsiConsole console)
{
    private const int ShownDeficits = 10;
    private const int ShownSeeds = 3;
    private const int LongestText = 200;

    /// <summary>What to call a deficit.</summary>
    public static string NameOf(Deficit deficit) => deficit.PartCase switch
    {
        Deficit.PartOneofCase.Subset => deficit.Subset,
        Deficit.PartOneofCase.Cell => $"region {deficit.Cell}",
        _ => "unknown",
    };

    public void Write(SuggestSeedsResponse response)
    {
        if (response.Deficits.Count == 0)
        {
            var nothing = response.Report.Verdict == Verdict.InsufficientEvidence ? " are too few to say what they lack" : ": no region and no label is significantly thin";
            Lines.Item(console, "", $"{Figures.Samples(response.Report.SampleCount)}{nothing}", TextConsole.Bold);
            return;
        }

        Lines.Item(
            console,
            "",
            $"{Figures.Samples(response.Report.SampleCount)} lack {Parts(response)}; {Figures.Count(response.Needed)} more samples would make them up",
            TextConsole.Bold);
        foreach (var deficit in response.Deficits.Take(ShownDeficits))
        {
            Write(deficit);
        }

        if (response.Deficits.Count > ShownDeficits)
        {
            Lines.Item(console, "  • ", $"and {Figures.Count(response.Deficits.Count - ShownDeficits)} more; --output and --json have all");
        }

        if (response.Deficits.All(deficit => deficit.Seeds.Count == 0))
        {
            Lines.Item(console, "", "There are no seeds: the reference keeps neither texts (--keep-texts) nor ids.");
        }
    }

    private void Write(Deficit deficit)
    {
        Lines.Item(
            console,
            "  • ",
            $"{PlainText.OneLine(NameOf(deficit), 60)}: {Figures.Share(deficit.Share)} of the batch, {Figures.Share(deficit.ReferenceShare)} of the reference "
            + $"({Figures.Count(deficit.Count)} of {Figures.Value(deficit.ExpectedCount)} expected), p adj. {Figures.Probability(deficit.AdjustedPValue)}; "
            + $"add {Figures.Count(deficit.Needed)}");
        foreach (var seed in deficit.Seeds.Take(ShownSeeds))
        {
            var text = seed.Text.Length > 0 ? PlainText.OneLine(seed.Text, LongestText) : $"id {PlainText.OneLine(seed.Id, 60)}";
            Lines.Item(console, "      ", seed.Subset.Length > 0 && deficit.PartCase == Deficit.PartOneofCase.Cell ? $"{text} ({PlainText.OneLine(seed.Subset, 40)})" : text);
        }
    }

    private static string Parts(SuggestSeedsResponse response)
    {
        var labels = response.Deficits.Count(deficit => deficit.PartCase == Deficit.PartOneofCase.Subset);
        var regions = response.Deficits.Count - labels;
        string[] parts = [.. Part(labels, "label"), .. Part(regions, "region")];
        return string.Join(" and ", parts);

        static string[] Part(int count, string what) => count == 0 ? [] : [$"{Figures.Count(count)} {what}{(count == 1 ? "" : "s")}"];
    }
}
