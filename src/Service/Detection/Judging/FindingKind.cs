namespace Detector.Detection.Judging;

/// <summary>What is worth knowing about one sample.</summary>
public enum FindingKind
{
    /// <summary>Its normalised text occurs earlier in the batch.</summary>
    ExactDuplicate,

    /// <summary>It lies closer to another sample than reference samples lie to each other.</summary>
    NearDuplicate,

    /// <summary>It repeats itself.</summary>
    Loop,

    /// <summary>It lies farther from the reference than nearly all of the reference does.</summary>
    OffSupport,

    /// <summary>It is rare and valid: inside the reference's support, in its sparse part.</summary>
    Rare,
}
