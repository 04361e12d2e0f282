namespace Detector.Cli.Lineage.Trend;

/// <summary>A comparison with its trends.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Axes">Every axis that could be judged in some generation, in the order of reports.</param>
internal sealed record ComparedTrends(Comparison Comparison, IReadOnlyList<AxisTrend> Axes)
{
    /// <summary>True when a trend could have been seen on some axis.</summary>
    public bool IsLongEnough => Axes.Any(a => a.Projection is not Projection.TooFew);
}
