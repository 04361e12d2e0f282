namespace Detector.Cli.Demo.Language;

/// <summary>How long a passage is.</summary>
/// <param name="MinWords">Words after which the next end of a sentence ends it.</param>
/// <param name="MaxWords">Words after which it ends anyhow.</param>
public sealed record PassageShape(int MinWords = 40, int MaxWords = 80);
