using Detector.V1;

namespace Detector.Cli.Lineage;

/// <summary>How a line of generations is judged.</summary>
/// <param name="Reference">Name of the reference; null only when it is not compared with.</param>
/// <param name="Against">What to compare with, each once, in the order of the enumeration.</param>
/// <param name="Nulls">What a batch is compared with.</param>
/// <param name="FailOn">Mildest verdict of the last generation that fails.</param>
internal sealed record LineageSettings(string? Reference, IReadOnlyList<Against> Against, NullForm Nulls, Verdict FailOn);
