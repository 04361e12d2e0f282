namespace Detector.Cli.Demo.Language;

/// <summary>What a language model is like.</summary>
/// <param name="Order">Words of an n-gram, the predicted one included: 1 to <see cref="NgramModel.MaxOrder"/>.</param>
/// <param name="BackOff">Chance to leave a known context for the one that is a word shorter: from 0 up to, and without, 1.</param>
/// <param name="Temperature">1 draws words as they were learnt, less prefers the frequent ones; above 0.</param>
public sealed record NgramOptions(int Order, double BackOff, double Temperature);
