namespace Detector.Detection.Judging;

/// <summary>The named patterns of scores.</summary>
public enum SignatureKind
{
    /// <summary>Tails and rare words are lost while the bulk still looks the same.</summary>
    EarlyCollapse,

    /// <summary>Variety as a whole is lost, with drift.</summary>
    LateCollapse,

    /// <summary>Outputs repeat each other.</summary>
    ModeCollapse,

    /// <summary>Outputs loop inside themselves.</summary>
    Repetition,

    /// <summary>A subset or region is lost while the whole stays level.</summary>
    MinorityLoss,

    /// <summary>The distribution moved without losing variety.</summary>
    Drift,

    /// <summary>Outputs leave the reference's support.</summary>
    LowFidelity,

    /// <summary>Openings and templates converge while topics stay level.</summary>
    StyleConvergence,
}
