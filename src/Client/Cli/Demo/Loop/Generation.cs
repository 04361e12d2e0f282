namespace Detector.Cli.Demo.Loop;

/// <summary>What one generation wrote.</summary>
/// <param name="Number">0 for the model trained on human text alone.</param>
/// <param name="Passages">Its passages.</param>
public sealed record Generation(int Number, IReadOnlyList<string> Passages);
