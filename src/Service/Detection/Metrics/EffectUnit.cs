namespace Detector.Detection.Metrics;

/// <summary>What the size of a change is measured in; thresholds apply to all alike.</summary>
internal enum EffectUnit
{
    /// <summary>Change relative to the null median.</summary>
    Relative,

    /// <summary>Difference of shares of the outputs.</summary>
    Share,

    /// <summary>Squared kernel distance as a share of the reference's own kernel variance.</summary>
    KernelVariance,
}
