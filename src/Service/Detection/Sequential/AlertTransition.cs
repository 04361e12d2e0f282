namespace Detector.Detection.Sequential;

/// <summary>An alert began, rose, fell or ended.</summary>
/// <param name="Key">The axis or label.</param>
/// <param name="From">The level before.</param>
/// <param name="To">The level now.</param>
/// <param name="Log10Evidence">log10 of the evidence now.</param>
/// <param name="Window">Number of the window that did it.</param>
/// <param name="ChangeWindow">Number of the window with which the change most likely began: before it evidence was at zero.</param>
public sealed record AlertTransition(
    EvidenceKey Key, AlertLevel From, AlertLevel To, double Log10Evidence, long Window, long ChangeWindow)
{
    /// <summary>Windows since evidence was last at zero, this one included.</summary>
    public long WindowsSinceChange => Window - ChangeWindow + 1;
}
