using Detector.Detection.Metrics;

namespace Detector.Detection.Judging;

/// <summary>The metrics of one axis taken together.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="PValue">Probability in (0, 1] that the worst metric of the axis is as bad in a healthy batch (max-T inside the axis).</param>
/// <param name="WorstMetric">Name of the metric that is farthest towards worse.</param>
/// <param name="Severity">Severity of the worst metric.</param>
public sealed record AxisScore(Axis Axis, double PValue, string WorstMetric, Verdict Severity);
