namespace Detector.Cli.Lineage.Trend;

/// <summary>The effects of one metric over the generations.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Unit">What its effect is measured in.</param>
/// <param name="Points">The effects, in the order of the generations.</param>
internal sealed record MetricEffects(string Metric, string Unit, IReadOnlyList<EffectPoint> Points);
