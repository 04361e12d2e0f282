using Detector.Cli.Rendering;
using Spectre.Console;

namespace Detector.Cli.Mixing;

/// <summary>Writes mixing advice for people.</summary>
/// <param name="console">Where to write.</param>
internal sealed class MixView(IAnsiConsole console)
{
    public void Write(MixResult result)
    {
        Lines.Item(console, "", Headline(result), TextConsole.Bold);
        if (result.ToAdd > result.HumanSamples)
        {
            Lines.Item(console, "", $"There are only {Figures.Count(result.HumanSamples)} in the file; the rest has to be found, or the data set thinned.");
        }

        Lines.Item(
            console,
            "",
            $"Tried with mixtures of at most {Figures.Samples(result.MixtureSize)} against reference {result.Reference}; a larger data set is held to more.");
        var table = new TextTable(">human share", ">accepted", "worst verdict", "fails on");
        foreach (var point in result.Advice.Points)
        {
            table.Add(null, Figures.Share(point.Share), $"{point.Accepted} of {point.Outcomes.Count}", Words.Of(point.WorstVerdict), point.FailsOn);
        }

        console.WriteLine();
        if (table.Width <= console.Profile.Width)
        {
            table.Write(console);
            return;
        }

        foreach (var point in result.Advice.Points)
        {
            var fails = point.FailsOn.Length > 0 ? $"; fails on {point.FailsOn}" : "";
            Lines.Item(
                console,
                "  • ",
                $"{Figures.Share(point.Share)}: {point.Accepted} of {point.Outcomes.Count} accepted, worst {Words.Of(point.WorstVerdict)}{fails}");
        }
    }

    private static string Headline(MixResult result) => result.Advice.Share switch
    {
        null => $"No mixture passes: even {Figures.Share(result.Advice.Points[^1].Share)} of human data is not enough, or the human data does not fit the reference",
        0 => "The data passes as it is: no human data is needed",
        1 => "Only human data passes: nothing of this data set can be used",
        { } share => $"Add {Figures.Samples(result.ToAdd!.Value)} of human data to the {Figures.Count(result.Samples)}: a share of {Figures.Share(share)} passes",
    };
}
