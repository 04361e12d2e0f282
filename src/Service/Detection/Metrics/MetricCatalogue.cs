namespace Detector.Detection.Metrics;

/// <summary>Every metric there is, in the order of reports.</summary>
public static class MetricCatalogue
{
    /// <summary>The metrics' descriptions, in the order of reports.</summary>
    public static IReadOnlyList<MetricDescription> All => throw new NotImplementedException();
}
