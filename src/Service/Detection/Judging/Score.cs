using Detector.Detection.Metrics;

namespace Detector.Detection.Judging;

/// <summary>One metric of one batch, with what is needed to believe it.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Axis">Its axis.</param>
/// <param name="Direction">Which way is worse.</param>
public sealed record Score(string Metric, Axis Axis, Direction Direction)
{
    /// <summary>False when the batch or the reference lacks what the metric needs; <see cref="Note"/> says what.</summary>
    public bool Tested { get; init; }

    /// <summary>The value in the metric's own unit, or null where undefined.</summary>
    public double? Value { get; init; }

    /// <summary>Null distribution, p-values and effects; null when not tested.</summary>
    public Judgement? Judgement { get; init; }

    /// <summary>What the effect is measured in.</summary>
    public string EffectUnit { get; init; } = "";

    /// <summary>Severity of this metric alone.</summary>
    public Verdict Severity { get; init; }

    /// <summary>What limits the figure, in words; empty when nothing does.</summary>
    public string Note { get; init; } = "";
}
