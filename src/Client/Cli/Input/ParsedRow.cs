using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>One row of an input: its samples (several when it holds several choices), or what is wrong with it.</summary>
/// <param name="Line">Line where the row begins, from 1.</param>
/// <param name="Samples">The samples; empty for a bad row.</param>
/// <param name="Defect">What is wrong, in words; null for a good row.</param>
internal readonly record struct ParsedRow(long Line, IReadOnlyList<Sample> Samples, string? Defect)
{
    /// <summary>Who made the texts, as the row says; null when it does not.</summary>
    public string? Origin { get; init; }

    /// <summary>The row as it stands in the file, a JSON object; null where it is none or was not asked for.</summary>
    public byte[]? Row { get; init; }

    public static ParsedRow Good(long line, params IReadOnlyList<Sample> samples) => new(line, samples, null);

    public static ParsedRow Bad(long line, string defect) => new(line, [], defect);
}
