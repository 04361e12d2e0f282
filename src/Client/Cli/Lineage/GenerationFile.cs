namespace Detector.Cli.Lineage;

/// <summary>The outputs of one generation.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="Samples">Its samples.</param>
/// <param name="BadRows">Rows passed over because they could not be read.</param>
internal sealed record GenerationFile(string Path, long Samples, long BadRows);
