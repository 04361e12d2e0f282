using Detector.Detection.Sequential;

namespace Detector.Host.Monitoring;

/// <summary>The evidence on one axis, on damage or on one label, after a window.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">The axis in lower case, "damage", or the label.</param>
/// <param name="Log10Evidence">log10 of the evidence; null when it is zero.</param>
/// <param name="Alert">Its alert.</param>
/// <param name="ChangeWindow">Number of the window with which a change most likely began; 0 before the first.</param>
internal sealed record EvidenceFigure(EvidenceKind Kind, string Name, double? Log10Evidence, AlertLevel Alert, long ChangeWindow)
{
    /// <summary>All figures of a monitor.</summary>
    public static IReadOnlyList<EvidenceFigure> Of(MonitorEvidence evidence) =>
    [
        .. evidence.All.Select(one => new EvidenceFigure(
            one.Key.Kind, one.Key.Name, Finite(one.Detector.Log10Evidence), one.Alert.Level, one.Detector.ChangeWindow)),
    ];

    /// <summary>The figure, or null where it is not finite: evidence of zero.</summary>
    public static double? Finite(double log10Evidence) => double.IsFinite(log10Evidence) ? log10Evidence : null;
}
