namespace Detector.Detection.Curation;

/// <summary>What is notable about a candidate.</summary>
public enum CandidateReason
{
    /// <summary>Its normalised text came before. Dropped.</summary>
    ExactDuplicate,

    /// <summary>It lies closer to an earlier candidate than samples of the reference lie to each other. Dropped.</summary>
    NearDuplicate,

    /// <summary>It repeats itself. Dropped.</summary>
    Loop,

    /// <summary>It lies farther from the reference than nearly all of the reference does. Kept: unusual is no reason to drop anything.</summary>
    OffSupport,

    /// <summary>It is rare and valid: inside the reference's support, in its sparse part. Kept.</summary>
    Rare,
}
