using Detector.Detection.Sequential;

namespace Detector.Host.Monitoring;

/// <summary>An alert that began, rose, fell or ended with a window.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">The axis in lower case, "damage", or the label.</param>
/// <param name="From">The level before.</param>
/// <param name="To">The level now.</param>
/// <param name="Log10Evidence">log10 of the evidence now; null when it is zero.</param>
/// <param name="ChangeWindow">Number of the window with which the change most likely began.</param>
internal sealed record AlertChange(
    EvidenceKind Kind, string Name, AlertLevel From, AlertLevel To, double? Log10Evidence, long ChangeWindow)
{
    /// <summary>A transition of the judge.</summary>
    public static AlertChange Of(AlertTransition transition) => new(
        transition.Key.Kind,
        transition.Key.Name,
        transition.From,
        transition.To,
        EvidenceFigure.Finite(transition.Log10Evidence),
        transition.ChangeWindow);
}
