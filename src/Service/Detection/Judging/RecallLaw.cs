using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>
/// How many of a label's samples a healthy batch covers: BetaBinomial with the mean and variance that null draws showed. Variances
/// below the binomial one count as that. A batch that by chance has no output of the label covers next to none of its samples, which
/// hundreds of draws may not show; so no probability is smaller than that of such an absence.
/// </summary>
internal sealed class RecallLaw
{
    private const double Level = 0.05;
    private const double Power = 0.8;
    private const double MostPrecision = 1e6;
    private readonly int _samples;
    private readonly double _mean;
    private readonly double _precision;
    private readonly double _absence;

    /// <summary>Matches the moments.</summary>
    /// <param name="samples">Samples of the label, at least 2.</param>
    /// <param name="mean">Mean recall, 0 to 1.</param>
    /// <param name="deviation">Its standard deviation, from 0.</param>
    /// <param name="absence">Probability in (0, 1] that a healthy batch, or one of its pieces, has no output of the label.</param>
    public RecallLaw(int samples, double mean, double deviation, double absence)
    {
        // A share of exactly 0 or 1 was seen in some samples only.
        var least = 0.5 / (samples + 1);
        _samples = samples;
        _absence = absence;
        _mean = Math.Clamp(mean, least, 1 - least);
        var overdispersion = samples * deviation * deviation / (_mean * (1 - _mean));
        var correlation = (overdispersion - 1) / (samples - 1);
        _precision = correlation > 1 / (MostPrecision + 1) ? Math.Max((1 / correlation) - 1, 1) : MostPrecision;
    }

    /// <summary>Covered samples that are expected.</summary>
    public double Expected => _mean * _samples;

    /// <summary>Expected recall, above 0 and below 1.</summary>
    public double Mean => _mean;

    /// <summary>Probability in (0, 1] that so few are covered.</summary>
    public double PValue(int covered) => Math.Clamp(Lower(covered, _mean), double.Epsilon, 1);

    /// <summary>Quantile of the recall.</summary>
    public double At(double quantile) =>
        (double)Distributions.BetaBinomialQuantile(quantile, _samples, _mean * _precision, (1 - _mean) * _precision) / _samples;

    /// <summary>Smallest part of the expected recall whose loss is significant at the 5 % level with power .8; null when not even a
    /// complete loss is.</summary>
    public double? DetectableLoss()
    {
        var critical = -1;
        while (critical < _samples && Lower(critical + 1, _mean) <= Level)
        {
            critical++;
        }

        for (var loss = 0.01; critical >= 0 && loss < 1; loss += 0.01)
        {
            if (Lower(critical, _mean * (1 - loss)) >= Power)
            {
                return loss;
            }
        }

        return critical >= 0 ? 1 : null;
    }

    private double Lower(int covered, double mean) =>
        Math.Max(_absence, Distributions.BetaBinomialLower(covered, _samples, mean * _precision, (1 - mean) * _precision));
}
