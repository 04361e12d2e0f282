using Detector.Detection.Metrics;

namespace Detector.Detection.Judging;

/// <summary>A metric at a budget, measured on a batch and on draws from the batch and B together.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Budget">Words or bytes; 0 for metrics without a budget.</param>
/// <param name="Value">The batch's value.</param>
/// <param name="Draws">The draws' values; draw s of one column and draw s of another are the same samples.</param>
/// <param name="Own">Mean over draws from B alone, of the batch's size or, where B is smaller, of all of B; NaN where unknown.</param>
internal sealed record PoolColumn(IMetric Metric, int Budget, double Value, double[] Draws, double Own);
