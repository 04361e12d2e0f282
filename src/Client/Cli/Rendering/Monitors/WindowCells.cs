using Detector.V1;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>The figures of a window as a row shows them.</summary>
/// <param name="report">Its report.</param>
internal sealed class WindowCells(MonitorReport report)
{
    public string Window => Figures.Count(report.Window);

    public string Closed => report.CloseTime is { } time ? ReferenceTable.Time(time) : "";

    public string ClosedMinute => report.CloseTime is { } time ? ReferenceTable.Time(time, "yyyy-MM-dd HH:mm") : "";

    public Verdict Verdict => report.Report?.Verdict ?? Verdict.Unspecified;

    /// <summary>Samples judged, and how many came when a random choice of them was.</summary>
    public string Samples
    {
        get
        {
            var judged = report.Report?.SampleCount ?? 0;
            return report.Seen > judged ? $"{Figures.Count(judged)} of {Figures.Count(report.Seen)}" : Figures.Count(judged);
        }
    }

    public string Signatures => string.Join(", ", (report.Report?.Signatures ?? []).Select(s => Words.Of(s.Kind)));

    public string Evidence => EvidenceWords.Loudest(report);

    public string Alerts => EvidenceWords.Alerts(report);

    public AlertLevel Level => EvidenceWords.Level(report);

    public string Generation => PlainText.OneLine(report.Generation, 40);
}
