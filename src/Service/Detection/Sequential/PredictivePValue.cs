using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>
/// The tail probability of a window's score given the accepted windows. Nulls drawn from w windows' worth of samples have an error g of
/// their own that all windows share. Scores are reported with the variance of both: z = g sqrt(1 / (1 + w)) + noise of variance
/// w / (1 + w), g standard normal. Given earlier scores g is normal with precision 1 + Σ 1/w, and z with it; the p-values are uniform and
/// independent over time, over references and windows together. Never below the reported p-value, so whichever of the two is valid, the
/// result is.
/// </summary>
internal static class PredictivePValue
{
    /// <summary>The p-value, in (0, 1].</summary>
    /// <param name="p">The reported p-value, in (0, 1].</param>
    /// <param name="score">Its score, z.</param>
    /// <param name="referenceWindows">Windows that the reference is worth, w, above 0.</param>
    /// <param name="history">The accepted windows.</param>
    public static double Of(double p, double score, double referenceWindows, AxisHistory history)
    {
        var precision = 1 + history.Precision;
        var loading = 1 / Math.Sqrt(1 + referenceWindows);
        var mean = loading * history.WeightedScores / precision;
        var variance = (referenceWindows / (1 + referenceWindows)) + (loading * loading / precision);
        return Math.Max(p, Distributions.NormalCdf((mean - score) / Math.Sqrt(variance)));
    }
}
