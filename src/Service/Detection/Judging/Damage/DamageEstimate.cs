using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>How much damage of one kind a batch looks like, measured by what that damage does to the reference's own samples.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Dose">Estimated dose, 0 to 1; for sharpening a tenth stands for an exponent of 1.35.</param>
/// <param name="DoseLow">Lower end of its 90 % interval, 0 to 1.</param>
/// <param name="DoseHigh">Upper end, 0 to 1.</param>
/// <param name="PValue">Probability in (0, 1] that a healthy batch looks so damaged.</param>
/// <param name="AdjustedPValue">The same, adjusted for all kinds and metrics judged together.</param>
/// <param name="DetectableDose">Smallest dose shown with probability .8 at the 5 % level, from 0.</param>
/// <param name="Severity">Severity of this kind alone.</param>
public sealed record DamageEstimate(
    DamageKind Kind,
    double Dose,
    double DoseLow,
    double DoseHigh,
    double PValue,
    double AdjustedPValue,
    double DetectableDose,
    Verdict Severity);
