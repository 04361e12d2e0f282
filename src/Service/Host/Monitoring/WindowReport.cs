using Detector.Detection.Judging;
using Detector.Host.Scoring;

namespace Detector.Host.Monitoring;

/// <summary>What is kept of a judged window.</summary>
/// <param name="Source">What the report refers to.</param>
/// <param name="Report">The judged figures.</param>
/// <param name="Evidence">The evidence after it.</param>
/// <param name="Changes">Alerts that it began, raised, lowered or ended.</param>
/// <param name="Map">Where its samples lie; null in reports of earlier releases.</param>
internal sealed record WindowReport(
    ReportSource Source, Report Report, IReadOnlyList<EvidenceFigure> Evidence, IReadOnlyList<AlertChange> Changes, WindowMap? Map = null);
