using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>What damage the batch looks like, dose by dose.</summary>
internal static class DamageSection
{
    public static void Write(IAnsiConsole console, Report report)
    {
        if (report.Damages.Count == 0)
        {
            return;
        }

        Lines.Heading(console, "Damage (dose with its 90 % interval)");
        foreach (var damage in report.Damages)
        {
            Lines.Item(
                console,
                "  ",
                $"{Words.Of(damage.Kind)}: {Figures.Share(damage.Dose)} ({Figures.Share(damage.DoseLow)} to {Figures.Share(damage.DoseHigh)}), "
                + $"p adj. {Figures.Probability(damage.AdjustedPValue)}, {Words.Of(damage.Severity)}",
                damage.Severity >= Verdict.Watch ? Words.StyleOf(damage.Severity) : Style.Plain);
        }
    }
}
