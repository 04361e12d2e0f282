namespace Detector.Detection.Sequential;

/// <summary>The thresholds that hold for one axis or label of a monitor.</summary>
/// <param name="Warning">log10 of the evidence for a warning.</param>
/// <param name="Page">log10 of the evidence for a page.</param>
/// <param name="Release">log10 of the part of a threshold at which an alert may end, at most 0.</param>
/// <param name="ReleaseWindows">Windows in a row below that part which end an alert.</param>
/// <param name="Ceiling">Largest ln of the evidence.</param>
internal sealed record AlertThresholds(double Warning, double Page, double Release, int ReleaseWindows, double Ceiling)
{
    /// <summary>The thresholds of options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="factor">What they are multiplied by, at least 1.</param>
    public static AlertThresholds Of(EvidenceOptions options, int factor) => new(
        Math.Log10(options.WarningEvidence * factor),
        Math.Log10(options.PageEvidence * factor),
        Math.Log10(options.ReleaseFraction),
        options.ReleaseWindows,
        Math.Log(options.PageEvidence * factor) + Math.Log(options.Ceiling));

    /// <summary>The thresholds of an axis or of damage.</summary>
    /// <param name="options">The options.</param>
    /// <param name="state">What the monitor keeps evidence of.</param>
    public static AlertThresholds OfAxes(EvidenceOptions options, MonitorEvidence state) =>
        Of(options, options.PerMonitor ? Math.Max(1, state.Axes.Length + state.Subsets.Length) : 1);

    /// <summary>The thresholds of a label.</summary>
    /// <param name="options">The options.</param>
    /// <param name="state">What the monitor keeps evidence of.</param>
    public static AlertThresholds OfSubsets(EvidenceOptions options, MonitorEvidence state) => Of(
        options,
        options.PerMonitor ? Math.Max(1, state.Axes.Length + state.Subsets.Length) : options.PerLabel ? 1 : Math.Max(1, state.Subsets.Length));
}
