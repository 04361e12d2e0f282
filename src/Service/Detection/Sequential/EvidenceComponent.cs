using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>One e-detector: evidence of a change of one size, summed over the windows with which it may have begun.</summary>
/// <param name="LogEvidence">ln M, M_t = (M_{t-1} + 1) e_t from M_0 = 0 (Shiryaev and Roberts; Shin, Ramdas and Rinaldo 2023); minus
/// infinity to the ceiling.</param>
/// <param name="LogRun">ln C, C_t = max(C_{t-1}, 1) e_t (Page 1954): the evidence from the likeliest beginning on.</param>
/// <param name="Start">The window with which that begins: the last one before which C was at most 1; 0 before the first.</param>
public readonly record struct EvidenceComponent(double LogEvidence, double LogRun, long Start)
{
    /// <summary>No evidence.</summary>
    public static EvidenceComponent None { get; } = new(double.NegativeInfinity, double.NegativeInfinity, 0);

    /// <summary>Adds the e-value of a window.</summary>
    /// <param name="logE">ln e, minus infinity or finite.</param>
    /// <param name="window">Number of the window.</param>
    /// <param name="ceiling">Largest ln M and ln C.</param>
    internal EvidenceComponent Advance(double logE, long window, double ceiling) => new(
        Math.Min(LogPlusOne(LogEvidence) + logE, ceiling),
        Math.Min(Math.Max(LogRun, 0) + logE, ceiling),
        LogRun <= 0 ? window : Start);

    // ln(exp(x) + 1), exact to rounding from minus infinity to thousands.
    private static double LogPlusOne(double x) => Math.Max(x, 0) + SpecialFunctions.LogOnePlus(Math.Exp(-Math.Abs(x)));
}
