using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>
/// e-values for the loss of a label: the likelihood ratio of k of n labelled samples under a retained part r of its share against the
/// whole share. The share is known from counts only, a of a + b, so both are BetaBinomial: (a, b) for the whole, with mean q, and
/// (r a, b + (1 - r) a), with mean r q, for the part; for r = 0 all mass is on k = 0. A ratio of two laws has mean 1 under the lower
/// one, so while a and b hold all that was accepted before, the product is a martingale however uncertain q is.
/// </summary>
internal static class ShareCalibrator
{
    /// <summary>The retained parts r.</summary>
    public static IReadOnlyList<double> Retained { get; } = [0, 0.25, 0.5, 0.75];

    /// <summary>Writes ln e for each retained part.</summary>
    /// <param name="count">Samples with the label, k.</param>
    /// <param name="labelled">Labelled samples of the window, n.</param>
    /// <param name="carrying">Samples known to carry the label, plus 1/2 (Jeffreys), a.</param>
    /// <param name="others">Samples known to carry another, plus 1/2, b.</param>
    /// <param name="logE">One place per part.</param>
    public static void LogEvalues(int count, int labelled, double carrying, double others, Span<double> logE)
    {
        var whole = new BetaBinomialLaw(labelled, carrying, others).LogMass(count);
        for (var i = 0; i < Retained.Count; i++)
        {
            var r = Retained[i];
            logE[i] = (r, count) switch
            {
                (0, 0) => -whole,
                (0, _) => double.NegativeInfinity,
                _ => new BetaBinomialLaw(labelled, r * carrying, others + ((1 - r) * carrying)).LogMass(count) - whole,
            };
        }
    }
}
