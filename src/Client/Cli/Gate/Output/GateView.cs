using Detector.Cli.Gate.Deciding;
using Detector.Cli.Rendering;
using Spectre.Console;

namespace Detector.Cli.Gate.Output;

/// <summary>Writes a gate's outcome for people.</summary>
/// <param name="console">Where to write.</param>
internal sealed class GateView(IAnsiConsole console)
{
    private const int ShownWeights = 10;
    private const int ShownFigures = 5;

    public void Write(GateOutcome outcome, GateSource source)
    {
        console.Write(new Text(GateWords.Of(outcome.Decision).ToUpperInvariant(), GateWords.StyleOf(outcome.Decision)));
        console.WriteLine();
        Lines.Item(
            console,
            "",
            $"{Figures.Samples(source.Samples)} of {source.Name} against reference {outcome.Report.Reference}: verdict {Words.Of(outcome.Report.Verdict)}");
        WriteFailed(outcome);
        WritePassed(outcome);
        WriteWeights(outcome);
        WriteNotes(outcome);
    }

    private void WriteFailed(GateOutcome outcome)
    {
        if (!outcome.Failed.Any())
        {
            return;
        }

        Lines.Heading(console, "Failed criteria");
        foreach (var criterion in outcome.Failed)
        {
            Lines.Item(
                console,
                "  ",
                $"{criterion.Name}: {criterion.Value}; allowed {criterion.Limit} → {GateWords.Of(criterion.Decision)}",
                GateWords.StyleOf(criterion.Decision));
            var lines = criterion.Figures.Take(ShownFigures).Select(FigureWords.Of).ToList();
            foreach (var line in lines.Count > 0 ? lines : criterion.Evidence)
            {
                Lines.Item(console, "    • ", line);
            }

            if (criterion.Figures.Count > ShownFigures)
            {
                Lines.Item(console, "    • ", $"and {criterion.Figures.Count - ShownFigures} more; --json shows all");
            }

            if (criterion.Advice.Length > 0)
            {
                Lines.Item(console, "    → ", criterion.Advice);
            }
        }
    }

    private void WritePassed(GateOutcome outcome)
    {
        Lines.Heading(console, "Criteria met");
        foreach (var criterion in outcome.Criteria.Where(c => !c.Failed))
        {
            Lines.Item(console, "  ", $"{criterion.Name}: {criterion.Value}; allowed {criterion.Limit}");
        }
    }

    private void WriteWeights(GateOutcome outcome)
    {
        if (outcome.Weights is not { } weights)
        {
            return;
        }

        Lines.Heading(console, "Weights (what is not named: 1)");
        var parts = weights.Subsets.Concat(weights.Regions).ToList();
        foreach (var part in parts.Take(ShownWeights))
        {
            Lines.Item(
                console,
                "  ",
                $"{PlainText.OneLine(part.Part, 60)}: {FigureWords.Of(part)}; {Figures.Share(part.Share)} of the batch, "
                + $"{Figures.Share(part.ReferenceShare)} of the reference");
        }

        if (parts.Count > ShownWeights)
        {
            Lines.Item(console, "  ", $"and {parts.Count - ShownWeights} more; --json shows all");
        }
    }

    private void WriteNotes(GateOutcome outcome)
    {
        if (outcome.Report.Notes.Count == 0)
        {
            return;
        }

        Lines.Heading(console, "Notes");
        foreach (var note in outcome.Report.Notes)
        {
            Lines.Item(console, "  • ", note);
        }
    }
}
