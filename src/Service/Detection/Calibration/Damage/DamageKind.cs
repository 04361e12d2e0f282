namespace Detector.Detection.Calibration;

/// <summary>Kinds of damage that are done to draws from B, so that a reference knows what each does to its own figures.</summary>
public enum DamageKind
{
    /// <summary>The outputs in the sparsest regions never occur.</summary>
    TailLoss,

    /// <summary>The outputs farthest from the middle of the reference never occur.</summary>
    OuterLoss,

    /// <summary>Every output moves a share of the way to the middle of the reference.</summary>
    Contraction,

    /// <summary>Frequent regions gain, rare ones lose: the shares of the cells are raised to a power.</summary>
    Sharpening,

    /// <summary>Some regions, taken at random, are empty.</summary>
    RegionLoss,

    /// <summary>A share of the outputs comes from regions that the reference lacks.</summary>
    Intrusion,
}
