using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>
/// Judges counts of outputs by their exact law instead of draws. Draws from B cannot tell how often something happens that B shows
/// never or once; the law of a count in a new batch, given that in B, can.
/// </summary>
internal sealed class ExactNulls(ReferenceDistribution reference, Placement placement, TextFeatures[] features)
{
    private int Count => features.Length;

    /// <summary>The result with value, p-value and deviate by the metric's exact law, where it has one.</summary>
    public MetricResult Of(IMetric metric, MetricResult result)
    {
        var scales = reference.State.Scales;
        var scores = reference.NullCount;
        return metric switch
        {
            TailOccupancy => Counted(
                result, Above(scales.TailThreshold), (above, count) => Beyond(ReferenceFitter.TailRank(scores), above, count, lower: true)),
            OffSupport => Counted(
                result, Above(scales.OffSupportThreshold),
                (above, count) => Beyond(ReferenceFitter.OffSupportRank(scores), above, count, lower: false)),
            LoopRate => Counted(result, Loops(LoopRate.Looping), (loops, count) => More(loops, count, scales.LoopingCount)),
            LoopShare => AtLeast(result, More(Loops(0), Count, scales.RepeatingCount)),
            _ => result,
        };
    }

    // The number of new scores above the r-th of m ordered ones is BetaBinomial(n, m - r + 1, r) whatever their distribution.
    private double Beyond(int rank, int above, int count, bool lower)
    {
        double alpha = reference.NullCount - rank + 1;
        return lower
            ? Distributions.BetaBinomialLower(above, count, alpha, rank)
            : Distributions.BetaBinomialUpper(above, count, alpha, rank);
    }

    // K of B's m samples have a property: the number in a new batch is BetaBinomial(n, K + 1/2, m - K + 1/2) (Jeffreys prior).
    private double More(int found, int count, int known) =>
        Distributions.BetaBinomialUpper(found, count, known + 0.5, reference.NullCount - known + 0.5);

    private int Above(float threshold) => placement.TailScores.Count(score => score > threshold);

    private int Loops(double share) => features.Count(feature => feature.LoopShare > share);

    private MetricResult Counted(MetricResult result, int found, Func<int, int, double> law)
    {
        var p = Math.Clamp(law(found, Count), double.Epsilon, 1);
        return result with { Value = (double)found / Count, PValue = p, Standardized = Deviate(p) };
    }

    // A mean over outputs of which most have nothing is no more surprising than the number of those that have something.
    private static MetricResult AtLeast(MetricResult result, double p) => result with
    {
        PValue = Math.Max(result.PValue, Math.Clamp(p, double.Epsilon, 1)),
        Standardized = Math.Min(result.Standardized, Deviate(p)),
    };

    private static double Deviate(double p) => p > 1 - 1e-12 ? -7 : -Distributions.NormalQuantile(Math.Max(p, 1e-300));
}
