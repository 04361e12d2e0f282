using Detector.V1;

namespace Detector.Cli.Lineage.Trend;

/// <summary>Finds the trends of a comparison.</summary>
internal static class TrendRules
{
    /// <summary>Probability with which an interval holds what it is about, for all metrics of an axis together.</summary>
    public const double Confidence = 0.95;

    public static ComparedTrends Of(Comparison comparison)
    {
        var axes = comparison.Judged.SelectMany(j => j.Report.Axes).Select(a => a.Axis).Distinct().Order();
        return new ComparedTrends(comparison, [.. axes.Select(axis => Of(comparison, axis))]);
    }

    /// <summary>
    /// The projection of an axis. Its metrics are fitted one by one; the one whose slope is most certainly above zero is projected. What
    /// is said of it holds although it was chosen: each end of an interval misses with a probability of at most 2.5 %, divided by the
    /// number of metrics (Bonferroni).
    /// </summary>
    /// <param name="metrics">Effects of each metric, in the order of the generations.</param>
    /// <param name="last">Number of the last generation.</param>
    public static Projection Project(IReadOnlyList<MetricEffects> metrics, int last)
    {
        var enough = metrics.Where(m => m.Points.Count >= TrendFit.MinimumPoints).ToList();
        if (enough.Count == 0)
        {
            return new Projection.TooFew(metrics.Select(m => m.Points.Count).DefaultIfEmpty().Max());
        }

        var tail = (1 - Confidence) / 2 / enough.Count;
        var fits = enough.Select(m => (Metric: m, Fit: new TrendFit(m.Points))).ToList();
        var (metric, fit) = fits.MinBy(f => (f.Fit.SlopeAtMost(0), -f.Fit.Slope));
        if (fit.SlopeAtMost(0) > tail)
        {
            return new Projection.NoTrend(enough.Count);
        }

        return new Projection.Rising(metric.Metric, metric.Unit, enough.Count)
        {
            Slope = fit.Slope,
            SlopeLow = fit.SlopeQuantile(tail),
            SlopeHigh = fit.SlopeQuantile(1 - tail),
            Crossing = EffectThreshold.After(metric.Points[^1].Effect) is { } next ? Cross(fit, next, metric.Points[0].Generation, last, tail) : null,
        };
    }

    private static AxisTrend Of(Comparison comparison, Axis axis)
    {
        var cells = comparison.Judged.Select(j => Cell(j, axis)).OfType<AxisCell>().ToList();
        var metrics = comparison.Judged
            .SelectMany(j => j.Report.Scores.Where(s => s.Axis == axis && IsTested(s)).Select(s => (j.Generation, Score: s)))
            .GroupBy(s => s.Score.Metric)
            .Select(g => new MetricEffects(g.Key, g.First().Score.EffectUnit, [.. g.Select(s => new EffectPoint(s.Generation, s.Score.Effect))]))
            .ToList();
        return new AxisTrend(axis, cells, Project(metrics, comparison.Judged[^1].Generation));
    }

    // The service names the metric that stands out farthest; where another one makes the axis as bad as it is, that one is shown.
    private static AxisCell? Cell(JudgedGeneration judged, Axis axis)
    {
        var scores = judged.Report.Scores.Where(s => s.Axis == axis && IsTested(s)).ToList();
        if (judged.Report.Axes.FirstOrDefault(a => a.Axis == axis) is not { } whole || scores.Count == 0)
        {
            return null;
        }

        var worst = scores.FirstOrDefault(s => s.Metric == whole.WorstMetric && s.Severity == whole.Severity)
            ?? scores.OrderByDescending(s => s.Severity == whole.Severity).ThenByDescending(s => s.Effect).First();
        return new AxisCell(judged.Generation, worst, whole.Severity);
    }

    private static bool IsTested(Score score) => score is { Testability: Testability.Tested, HasEffect: true } && double.IsFinite(score.Effect);

    private static Crossing Cross(TrendFit fit, EffectThreshold threshold, int first, int last, double tail)
    {
        var horizon = last + (last - first);
        return new Crossing(threshold, horizon)
        {
            Earliest = FirstWith(tail),
            Likely = FirstWith(0.5),
            Latest = FirstWith(1 - tail),
        };

        int? FirstWith(double probability)
        {
            for (var generation = last + 1; generation <= horizon; generation++)
            {
                if (fit.LevelAtLeast(generation, threshold.Effect) >= probability)
                {
                    return generation;
                }
            }

            return null;
        }
    }
}
