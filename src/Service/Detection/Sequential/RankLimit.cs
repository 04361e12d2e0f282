using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>
/// The upper confidence limit of the tail probability behind a rank among m calibration windows (Clopper and Pearson 1934): with k of m
/// as bad, the x with P(Bin(m, x) at most k) = .05. Conservative for each score in 95 of 100 references; it cannot fall below
/// 1 - .05^(1/m), so a reference of few windows shows next to nothing.
/// </summary>
internal static class RankLimit
{
    /// <summary>Probability that the limit is too low.</summary>
    public const double Risk = 0.05;

    private const int Halvings = 50;

    /// <summary>The p-value, in (0, 1].</summary>
    /// <param name="p">The reported p-value, (1 + k) / (1 + m) where it is a rank, in (0, 1].</param>
    /// <param name="referenceWindows">Calibration windows m, rounded down, above 0.</param>
    public static double Of(double p, double referenceWindows)
    {
        var windows = (int)Math.Min(referenceWindows, int.MaxValue - 1);
        var asBad = (int)Math.Ceiling((p * (windows + 1.0)) - 1e-9) - 1;
        if (asBad >= windows)
        {
            return 1;
        }

        var (low, high) = (0.0, 1.0);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = Distributions.BinomialLower(asBad, windows, middle) > Risk ? (middle, high) : (low, middle);
        }

        return high;
    }
}
