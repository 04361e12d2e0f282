namespace Detector.Detection.Calibration;

/// <summary>A metric at a budget.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Budget">Words or bytes; 0 for metrics without a budget.</param>
internal readonly record struct NullColumn(string Metric, int Budget);
