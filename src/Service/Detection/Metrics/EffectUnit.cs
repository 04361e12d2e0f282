namespace Detector.Detection.Metrics;

/// <summary>What the size of a change is measured in; thresholds apply to all alike.</summary>
internal enum EffectUnit
{
    /// <summary>Change relative to the null median.</summary>
    Relative,

    /// <summary>Difference of shares of the outputs.</summary>
    Share,

    /// <summary>Kernel distance (the root of the squared one) in units of the reference's own spread in the kernel's space.</summary>
    KernelSpread,

    /// <summary>Distance of the means in units of the reference's spread around its own mean.</summary>
    CosineSpread,

    /// <summary>Fréchet distance (the root of the squared one) in spreads of the reference along its principal components.</summary>
    ComponentSpread,

    /// <summary>How far outputs and reference can be told apart: 2 AUC - 1, 0 not at all and 1 completely.</summary>
    Separation,
}
