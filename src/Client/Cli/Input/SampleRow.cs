using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>A sample with the row that it came from.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Row">The row, a JSON object; null where it is none, holds several samples, or was not asked for.</param>
internal readonly record struct SampleRow(Sample Sample, byte[]? Row);
