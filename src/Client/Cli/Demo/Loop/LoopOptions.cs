using Detector.Cli.Demo.Language;

namespace Detector.Cli.Demo.Loop;

/// <summary>How a self-consuming loop runs.</summary>
/// <param name="Model">The language model of every generation.</param>
/// <param name="Shape">How long the passages are.</param>
/// <param name="SamplesPerGeneration">Passages each generation writes, and the next one learns from.</param>
/// <param name="Seed">The same seed gives the same loop.</param>
public sealed record LoopOptions(NgramOptions Model, PassageShape Shape, int SamplesPerGeneration, int Seed);
