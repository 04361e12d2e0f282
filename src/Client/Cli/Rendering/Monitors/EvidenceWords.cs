using Detector.V1;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>Evidence and alerts in words.</summary>
internal static class EvidenceWords
{
    private const int Shown = 8;
    private const int Standing = 4;

    /// <summary>The loudest first.</summary>
    public static IReadOnlyList<Evidence> Sorted(IEnumerable<Evidence> evidence) =>
        [.. evidence.OrderByDescending(e => e.Alert).ThenByDescending(e => e.HasLog10Evidence ? e.Log10Evidence : double.NegativeInfinity)];

    /// <summary>The loudest evidence, such as "diversity 213"; a dash when there is none.</summary>
    public static string Loudest(MonitorReport report) =>
        Sorted(report.Evidence) is [{ HasLog10Evidence: true } first, ..]
            ? $"{NameOf(first.Kind, first.Name)} {Figures.Evidence(true, first.Log10Evidence)}"
            : Figures.None;

    /// <summary>All evidence with its alerts and where they began; the faint last part as a number.</summary>
    public static string All(IEnumerable<Evidence> evidence)
    {
        var sorted = Sorted(evidence);
        var more = sorted.Count > Shown ? $", and {sorted.Count - Shown} fainter" : "";
        return string.Join(", ", sorted.Take(Shown).Select(Describe)) + more;
    }

    /// <summary>
    /// What alerts after a window: all that changed, with an arrow, then the loudest of the others, axes before labels, and how many more
    /// there are. Empty when nothing alerts.
    /// </summary>
    public static string Alerts(MonitorReport report)
    {
        var changes = report.Changes.ToDictionary(c => (c.Kind, c.Name));
        var alerts = Sorted(report.Evidence)
            .Where(e => e.Alert >= AlertLevel.Warning)
            .OrderByDescending(e => e.Alert).ThenBy(e => e.Kind == EvidenceKind.Subset)
            .ToLookup(e => changes.ContainsKey((e.Kind, e.Name)), e => (e.Kind, e.Name, Words: $"{NameOf(e.Kind, e.Name)} {Words.Of(e.Alert)}"));
        var changed = alerts[true].Select(alert => Arrow(changes[(alert.Kind, alert.Name)]) + alert.Words);
        var over = report.Changes.Where(c => c.To < AlertLevel.Warning).Select(c => $"{Arrow(c)}{NameOf(c.Kind, c.Name)} over");
        var standing = alerts[false].Select(alert => alert.Words).ToArray();
        string[] more = standing.Length > Standing ? [$"and {standing.Length - Standing} more"] : [];
        return string.Join(", ", [.. changed, .. over, .. standing.Take(Standing), .. more]);
    }

    /// <summary>The loudest alert after a window.</summary>
    public static AlertLevel Level(MonitorReport report) => report.Evidence.Select(e => e.Alert).DefaultIfEmpty(AlertLevel.None).Max();

    /// <summary>One change, such as "diversity: none to warning at 213, most likely since window 9".</summary>
    public static string Describe(AlertChange change)
    {
        var at = change.HasLog10Evidence ? $" at {Figures.Evidence(true, change.Log10Evidence)}" : "";
        var since = change.To >= AlertLevel.Warning ? Since(change.ChangeWindow) : "";
        return $"{NameOf(change.Kind, change.Name)}: {Words.Of(change.From)} to {Words.Of(change.To)}{at}{since}";
    }

    // Labels are the caller's, and could be called like an axis.
    private static string NameOf(EvidenceKind kind, string name) =>
        kind == EvidenceKind.Subset ? $"“{PlainText.OneLine(name, 40)}”" : PlainText.Clean(name);

    private static string Describe(Evidence evidence)
    {
        var alert = evidence.Alert >= AlertLevel.Warning ? $" ({Words.Of(evidence.Alert)}{Since(evidence.ChangeWindow)})" : "";
        return $"{NameOf(evidence.Kind, evidence.Name)} {Figures.Evidence(evidence.HasLog10Evidence, evidence.Log10Evidence)}{alert}";
    }

    private static string Since(long window) => window > 0 ? $", most likely since window {Figures.Count(window)}" : "";

    private static string Arrow(AlertChange change) => change.To > change.From ? "↑ " : "↓ ";
}
