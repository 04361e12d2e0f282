using Detector.V1;

namespace Detector.Cli.Lineage.Trend;

/// <summary>An effect from which a severity may be said, if it is significant as well.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Effect">The effect, in the metric's unit.</param>
internal sealed record EffectThreshold(Verdict Severity, double Effect)
{
    /// <summary>The service's defaults, from mild to bad.</summary>
    public static IReadOnlyList<EffectThreshold> All { get; } =
        [new(Verdict.Watch, 0.05), new(Verdict.Warning, 0.10), new(Verdict.Critical, 0.20)];

    /// <summary>The same as an option of scoring, so that severities and projections speak of the same effects.</summary>
    public static Thresholds ForScoring => new() { WatchEffect = All[0].Effect, WarningEffect = All[1].Effect, CriticalEffect = All[2].Effect };

    /// <summary>The next one after an effect; null when it is beyond all.</summary>
    public static EffectThreshold? After(double effect) => All.FirstOrDefault(t => t.Effect > effect);
}
