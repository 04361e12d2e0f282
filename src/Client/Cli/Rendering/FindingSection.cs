using Detector.Cli.Input;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>What is notable about single samples, by kind, each with its file and line.</summary>
internal static class FindingSection
{
    private const int ShownPerKind = 5;

    public static void Write(IAnsiConsole console, Report report, Func<int, RowPosition> positionOf)
    {
        if (report.Findings.Count == 0)
        {
            return;
        }

        Lines.Heading(console, "Findings");
        foreach (var kind in report.Findings.GroupBy(f => f.Kind).OrderBy(g => g.Key))
        {
            Lines.Item(console, "  ", $"{Words.Of(kind.Key)} ({Figures.Count(kind.Count())})");
            foreach (var finding in kind.Take(ShownPerKind))
            {
                var id = finding.Id.Length > 0 ? $", id {finding.Id}" : "";
                var other = finding.HasOtherIndex ? $", like {positionOf(finding.OtherIndex)}" : "";
                Lines.Item(console, "    • ", $"{positionOf(finding.Index)}{id}{other}: {Figures.Value(finding.Value)}");
            }

            if (kind.Count() > ShownPerKind)
            {
                Lines.Item(console, "    • ", $"and {Figures.Count(kind.Count() - ShownPerKind)} more; --json shows all");
            }
        }
    }
}
