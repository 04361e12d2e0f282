namespace Detector.Detection.Sequential;

/// <summary>Whether there is an alert. It rises at a threshold at once, and falls after some windows well below it (hysteresis).</summary>
/// <param name="Level">The level.</param>
/// <param name="QuietWindows">Windows in a row below the part of the level's threshold that ends it, from 0.</param>
public sealed record AlertState(AlertLevel Level, int QuietWindows)
{
    /// <summary>No alert.</summary>
    public static AlertState Initial { get; } = new(AlertLevel.None, 0);

    /// <summary>The state after a window.</summary>
    /// <param name="log10Evidence">The evidence after it.</param>
    /// <param name="thresholds">The thresholds.</param>
    internal AlertState Advance(double log10Evidence, AlertThresholds thresholds)
    {
        var reached = log10Evidence >= thresholds.Page ? AlertLevel.Page
            : log10Evidence >= thresholds.Warning ? AlertLevel.Warning
            : AlertLevel.None;
        if (Level == AlertLevel.None || reached > Level)
        {
            return new AlertState(reached, 0);
        }

        var (warningEnds, pageEnds) = (thresholds.Warning + thresholds.Release, thresholds.Page + thresholds.Release);
        if (log10Evidence >= (Level == AlertLevel.Page ? pageEnds : warningEnds))
        {
            return this with { QuietWindows = 0 };
        }

        return QuietWindows + 1 < thresholds.ReleaseWindows
            ? this with { QuietWindows = QuietWindows + 1 }
            : new AlertState(Level == AlertLevel.Page && log10Evidence >= warningEnds ? AlertLevel.Warning : AlertLevel.None, 0);
    }
}
