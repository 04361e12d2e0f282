namespace Detector.Detection.Sequential;

/// <summary>What evidence is kept of.</summary>
public enum EvidenceKind
{
    /// <summary>The worst metric of one axis.</summary>
    Axis,

    /// <summary>The likeliest kind of damage, which combines the metrics of all axes.</summary>
    Damage,

    /// <summary>The share of one of the caller's labels.</summary>
    Subset,
}
