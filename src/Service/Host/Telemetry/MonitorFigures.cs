using Detector.Detection.Judging;
using Detector.Host.Monitoring;
using Detector.Host.Storage;

namespace Detector.Host.Telemetry;

/// <summary>What /metrics shows of a monitor.</summary>
/// <param name="Status">The monitor.</param>
/// <param name="Evidence">Its evidence; of every axis without any before the first window.</param>
/// <param name="Report">The report on the last window since the last reset, or null.</param>
internal sealed record MonitorFigures(MonitorStatus Status, IReadOnlyList<EvidenceFigure> Evidence, Report? Report);
