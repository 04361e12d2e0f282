using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>
/// How often a label occurs in healthy batches: BetaBinomial(n, K + 1/2, N - K + 1/2), K of the reference's N labelled samples
/// carrying it (Jeffreys prior).
/// </summary>
/// <param name="labelled">Labelled samples of the batch, n.</param>
/// <param name="share">The label's share of the reference, K/N.</param>
/// <param name="total">Labelled samples of the reference, N.</param>
internal sealed class SubsetLaw(int labelled, double share, int total)
{
    private const double Level = 0.05;
    private const double Power = 0.8;
    private readonly double _known = share * total;

    /// <summary>Probability in (0, 1] of a count so low.</summary>
    public double PValue(int count) => Math.Clamp(Lower(count, 0), double.Epsilon, 1);

    /// <summary>Quantile of the share that a healthy batch keeps: count over expected count.</summary>
    public double KeptAt(double quantile) =>
        Distributions.BetaBinomialQuantile(quantile, labelled, _known + 0.5, total - _known + 0.5) / (share * labelled);

    /// <summary>Smallest part of the label whose loss is significant at the 5 % level with power .8; null when not even a
    /// complete loss is (absence takes numbers: about n = 3/p).</summary>
    public double? DetectableLoss()
    {
        var critical = -1;
        while (critical < labelled && Lower(critical + 1, 0) <= Level)
        {
            critical++;
        }

        for (var loss = 0.01; critical >= 0 && loss <= 1; loss += 0.01)
        {
            if (Lower(critical, Math.Min(loss, 1)) >= Power)
            {
                return loss;
            }
        }

        return critical >= 0 ? 1 : null;
    }

    private double Lower(int count, double loss)
    {
        var kept = Math.Max(0, _known * (1 - loss));
        return Distributions.BetaBinomialLower(count, labelled, kept + 0.5, total - kept + 0.5);
    }
}
