namespace Detector.Detection.Metrics;

/// <summary>What a metric is called and which way is worse.</summary>
/// <param name="Name">Its name in the API, the metrics and the CLI.</param>
/// <param name="Axis">Its axis.</param>
/// <param name="Direction">Which way is worse.</param>
public sealed record MetricDescription(string Name, Axis Axis, Direction Direction)
{
    /// <summary>What it is, in words for a person.</summary>
    public string Title { get; init; } = Name;
}
