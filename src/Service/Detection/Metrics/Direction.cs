namespace Detector.Detection.Metrics;

/// <summary>Which way a metric moves when things get worse.</summary>
public enum Direction
{
    /// <summary>Lower values are worse.</summary>
    LowerIsWorse,

    /// <summary>Higher values are worse.</summary>
    HigherIsWorse,

    /// <summary>A move either way is worse.</summary>
    BothAreWorse,
}
