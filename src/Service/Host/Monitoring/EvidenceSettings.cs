using Detector.Detection.Sequential;

namespace Detector.Host.Monitoring;

/// <summary>When evidence over windows is an alert; see <see cref="EvidenceOptions"/>.</summary>
internal sealed record EvidenceSettings
{
    private static readonly EvidenceOptions Defaults = new();

    /// <summary>Evidence from which there is a warning, above 1.</summary>
    public double WarningEvidence { get; init; } = Defaults.WarningEvidence;

    /// <summary>Evidence from which there is a page, at least that of a warning.</summary>
    public double PageEvidence { get; init; } = Defaults.PageEvidence;

    /// <summary>Whether the two hold for the monitor as a whole.</summary>
    public bool PerMonitor { get; init; }

    /// <summary>The options of the judge.</summary>
    public EvidenceOptions ToOptions() =>
        Defaults with { WarningEvidence = WarningEvidence, PageEvidence = PageEvidence, PerMonitor = PerMonitor };
}
