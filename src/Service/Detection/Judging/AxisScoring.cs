namespace Detector.Detection.Judging;

/// <summary>Sums each axis up.</summary>
internal static class AxisScoring
{
    /// <summary>One score per axis with a tested metric, in the order of the axes.</summary>
    public static IReadOnlyList<AxisScore> Of(IReadOnlyList<JudgedMetric> metrics) =>
    [
        .. metrics.GroupBy(metric => metric.Result.Description.Axis).OrderBy(axis => axis.Key).Select(axis => new AxisScore(
            axis.Key,
            MultiplicityAdjustment.Together([.. axis.Select(metric => metric.Result)]),
            axis.MaxBy(metric => metric.Result.Standardized)!.Name,
            axis.Max(metric => metric.Severity))),
    ];
}
