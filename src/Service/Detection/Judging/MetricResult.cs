using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>One metric of a batch with its null, before it is judged together with the others.</summary>
/// <param name="Description">Which metric.</param>
/// <param name="Value">Its value.</param>
/// <param name="Null">Its null, as draws.</param>
/// <param name="PValue">p-value in (0, 1]; exact where the metric has an exact null.</param>
/// <param name="Standardized">The excess as a standard normal deviate.</param>
/// <param name="EffectScale">What one unit of effect is in units of the value.</param>
/// <param name="EffectUnit">What the effect is measured in.</param>
/// <param name="Note">What limits the figure.</param>
internal sealed record MetricResult(
    MetricDescription Description,
    double Value,
    NullDistribution Null,
    double PValue,
    double Standardized,
    double EffectScale,
    EffectUnit EffectUnit,
    string Note)
{
    /// <summary>What the usual dose of each kind of damage adds to the value, in the order of <see cref="DamagedDraws.Kinds"/>; empty
    /// where the null's draws are not those that the other metrics share.</summary>
    public IReadOnlyList<double> Shifts { get; init; } = [];

    /// <summary>Size of the change towards worse.</summary>
    public double Effect => Scaled(Null.Excess(Value));

    /// <summary>Upper end of the 95 % interval of the effect.</summary>
    public double LargestEffect => Scaled(Null.Excess(Value) + (Distributions.NormalQuantile(0.975) * Null.Deviation));

    /// <summary>Smallest effect found with power .8 at the 5 % level.</summary>
    public double DetectableEffect => Scaled(Null.DetectableExcess);

    /// <summary>What the effect is measured in, in words.</summary>
    public string EffectWords => EffectUnit switch
    {
        EffectUnit.Share => "share of outputs",
        EffectUnit.KernelSpread or EffectUnit.CosineSpread or EffectUnit.ComponentSpread => "spreads of the reference",
        EffectUnit.Separation => "separation from the reference",
        _ => "relative change",
    };

    private double Scaled(double excess)
    {
        var scaled = excess / EffectScale;
        return EffectUnit is EffectUnit.KernelSpread or EffectUnit.CosineSpread or EffectUnit.ComponentSpread
            ? Math.CopySign(Math.Sqrt(Math.Abs(scaled)), scaled)
            : scaled;
    }
}
