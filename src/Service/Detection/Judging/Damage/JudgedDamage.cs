using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>A kind of damage judged together with the others and with the metrics.</summary>
/// <param name="Result">Dose and null.</param>
/// <param name="AdjustedPValue">p-value adjusted for all kinds and metrics.</param>
/// <param name="Severity">Severity of this kind alone.</param>
internal sealed record JudgedDamage(DamageResult Result, double AdjustedPValue, Verdict Severity)
{
    /// <summary>The kind.</summary>
    public DamageKind Kind => Result.Kind;

    /// <summary>The estimate as reports carry it.</summary>
    public DamageEstimate ToEstimate() => new(
        Kind,
        Math.Clamp(Result.Dose, 0, 1),
        Math.Clamp(Result.Dose - Result.Error, 0, 1),
        Math.Clamp(Result.Dose + Result.Error, 0, 1),
        Result.PValue,
        AdjustedPValue,
        Math.Max(0, Result.Null.DetectableExcess),
        Severity);
}
