namespace Detector.Pipelines.Running;

/// <summary>What every study gets.</summary>
/// <param name="Options">How the programme runs.</param>
/// <param name="Texts">Texts, at least one.</param>
/// <param name="Output">Where to tell what was measured.</param>
internal sealed record Setting(PipelinesOptions Options, IReadOnlyList<string> Texts, TextWriter Output);
