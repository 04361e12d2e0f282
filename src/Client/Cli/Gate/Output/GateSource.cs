namespace Detector.Cli.Gate.Output;

/// <summary>The data set that a gate was shown.</summary>
/// <param name="Files">Its files as they were named.</param>
/// <param name="Samples">Its samples.</param>
/// <param name="HumanSamples">Those of the origins that count as human.</param>
/// <param name="BadRows">Rows passed over because they could not be read.</param>
internal sealed record GateSource(IReadOnlyList<string> Files, long Samples, long HumanSamples, long BadRows)
{
    private const int Named = 3;

    /// <summary>The files in words.</summary>
    public string Name => string.Join(", ", Files.Take(Named)) + (Files.Count > Named ? $" and {Files.Count - Named} more" : "");
}
