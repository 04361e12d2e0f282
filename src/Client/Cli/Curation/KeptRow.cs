namespace Detector.Cli.Curation;

/// <summary>The row of a kept candidate.</summary>
/// <param name="Index">Its place among all candidates, from 0.</param>
/// <param name="Cell">Number of its cell.</param>
/// <param name="Row">The row, a JSON object.</param>
internal readonly record struct KeptRow(long Index, int Cell, byte[] Row);
