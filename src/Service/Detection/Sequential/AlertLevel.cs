namespace Detector.Detection.Sequential;

/// <summary>How loud an alert is, in ascending order.</summary>
public enum AlertLevel
{
    /// <summary>No alert.</summary>
    None,

    /// <summary>Evidence has reached the warning threshold.</summary>
    Warning,

    /// <summary>Evidence has reached the page threshold.</summary>
    Page,
}
