namespace Detector.Encoding;

/// <summary>One run of the model.</summary>
/// <param name="Inputs">Texts, or parts of long ones, that ran together.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="PaddedTokens">Their number times the tokens of the longest: what the run cost.</param>
public readonly record struct ModelRun(int Inputs, int Tokens, int PaddedTokens);
