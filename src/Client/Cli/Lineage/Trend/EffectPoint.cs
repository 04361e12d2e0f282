namespace Detector.Cli.Lineage.Trend;

/// <summary>A metric's effect in one generation.</summary>
/// <param name="Generation">Number of the generation, from 0.</param>
/// <param name="Effect">Change towards worse, in the metric's own unit.</param>
internal readonly record struct EffectPoint(int Generation, double Effect);
