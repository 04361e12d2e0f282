using Detector.V1;

namespace Detector.Cli.Lineage.Trend;

/// <summary>An axis in one generation.</summary>
/// <param name="Generation">Number of the generation.</param>
/// <param name="Worst">The axis' worst metric.</param>
/// <param name="Severity">Severity of the axis.</param>
internal sealed record AxisCell(int Generation, Score Worst, Verdict Severity);

/// <summary>An axis over the generations.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Cells">Each generation in which it could be judged, in order.</param>
/// <param name="Projection">Where it is heading.</param>
internal sealed record AxisTrend(Axis Axis, IReadOnlyList<AxisCell> Cells, Projection Projection)
{
    /// <summary>The first generation that is as bad as this or worse; null for none.</summary>
    public int? FirstAt(Verdict severity) => Cells.FirstOrDefault(c => c.Severity >= severity)?.Generation;
}
