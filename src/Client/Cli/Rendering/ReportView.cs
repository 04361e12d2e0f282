using Detector.Cli.Input;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>Writes a report for people: the verdict and its reasons first, the figures after.</summary>
/// <param name="console">Where to write.</param>
/// <param name="positionOf">Where a sample of the batch came from.</param>
internal sealed class ReportView(IAnsiConsole console, Func<int, RowPosition> positionOf)
{
    public void Write(Report report)
    {
        WriteVerdict(report);
        WriteSignatures(report);
        DamageSection.Write(console, report);
        ScoreTable.Write(console, report);
        SubsetSection.Write(console, report);
        RegionSection.Write(console, "Lost regions (covered too little)", report.LostRegions);
        RegionSection.Write(console, "Overfull regions (covered too much)", report.OverfullRegions);
        FindingSection.Write(console, report, positionOf);
        WriteNotes(report);
    }

    private void WriteVerdict(Report report)
    {
        console.Write(new Text(Words.Of(report.Verdict).ToUpperInvariant(), Words.StyleOf(report.Verdict)));
        console.WriteLine();
        Lines.Item(console, "", $"{Figures.Count(report.SampleCount)} samples against reference {report.Reference}, health index {Figures.Probability(report.HealthIndex)}");
        foreach (var reason in report.Reasons)
        {
            Lines.Item(console, "  • ", reason);
        }
    }

    private void WriteSignatures(Report report)
    {
        if (report.Signatures.Count == 0)
        {
            return;
        }

        Lines.Heading(console, "Signatures");
        foreach (var signature in report.Signatures)
        {
            Lines.Item(console, "  ", $"{Words.Of(signature.Kind)}: {Words.Of(signature.Severity)}", Words.StyleOf(signature.Severity));
            foreach (var evidence in signature.Evidence)
            {
                Lines.Item(console, "    • ", evidence);
            }

            if (signature.Advice.Length > 0)
            {
                Lines.Item(console, "    → ", signature.Advice);
            }
        }
    }

    private void WriteNotes(Report report)
    {
        var notes = report.Notes
            .Concat(report.Scores
                .Where(s => s.Note.Length > 0 && s.Testability == Testability.Tested)
                .GroupBy(s => s.Note)
                .Select(g => $"{string.Join(", ", g.Select(s => s.Metric))}: {g.Key}"))
            .ToList();
        if (notes.Count == 0)
        {
            return;
        }

        Lines.Heading(console, "Notes");
        foreach (var note in notes)
        {
            Lines.Item(console, "  • ", note);
        }
    }
}
