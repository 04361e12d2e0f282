using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>
/// Turns a p-value into an e-value for each size of shift: e = exp(d z - d² / 2) with z = Φ⁻¹(1 - p), the likelihood ratio of a normal
/// score shifted by d. It falls as p grows and its integral over (0, 1] is 1, so it is valid for every valid p-value (Vovk and Wang 2021).
/// Each size has an e-detector of its own; their mean keeps what the right size alone would find, but for ln(sizes).
/// </summary>
internal static class ShiftCalibrator
{
    /// <summary>The sizes d of the shifts, in standard deviations of a window's score.</summary>
    public static IReadOnlyList<double> Shifts { get; } = [0.5, 1, 2];

    /// <summary>Writes ln e for each size of shift.</summary>
    /// <param name="p">A p-value in (0, 1]; at 1 the e-values are 0.</param>
    /// <param name="logE">One place per size.</param>
    public static void LogEvalues(double p, Span<double> logE)
    {
        var z = -Distributions.NormalQuantile(p);
        for (var i = 0; i < Shifts.Count; i++)
        {
            logE[i] = (Shifts[i] * z) - (Shifts[i] * Shifts[i] / 2);
        }
    }
}
