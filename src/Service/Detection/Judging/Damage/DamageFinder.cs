using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>
/// Looks for each kind of damage along the direction in which it moves the metrics of this very reference. One combination of all
/// metrics sees a known damage far better than the best of them, and its size is the dose of the damage.
/// </summary>
internal static class DamageFinder
{
    /// <summary>The kinds that could be looked for, in the order of <see cref="DamagedDraws.Kinds"/>.</summary>
    public static IReadOnlyList<DamageResult> Find(IReadOnlyList<MetricResult> metrics)
    {
        var used = metrics.Where(metric => metric.Shifts.Count > 0 && metric.Null.Deviation > 0).ToArray();
        if (used.Length == 0)
        {
            return [];
        }

        double Standardized(MetricResult metric, double value) => (value - metric.Null.Median) / metric.Null.Deviation;
        double[][] draws =
        [
            .. Enumerable.Range(0, used[0].Null.Draws.Length)
                .Select(draw => used.Select(metric => Standardized(metric, metric.Null.Draws[draw])).ToArray()),
        ];
        var filter = new MatchedFilter(draws);
        double[] figures = [.. used.Select(metric => Standardized(metric, metric.Value))];
        var found = new List<DamageResult>();
        for (var kind = 0; kind < DamagedDraws.Kinds.Count; kind++)
        {
            double[] shift = [.. used.Select(metric => metric.Shifts[kind] / metric.Null.Deviation)];
            if (filter.Find(shift, figures) is var (estimate, ofDraws))
            {
                double[] doses = [.. ofDraws.Select(value => value * DamagedDraws.Dose)];
                found.Add(new DamageResult(
                    DamagedDraws.Kinds[kind], estimate * DamagedDraws.Dose,
                    new NullDistribution(doses, Direction.HigherIsWorse, DamagedDraws.Dose)));
            }
        }

        return found;
    }
}
