namespace Detector.Cli.Gate;

/// <summary>What may be done with a data set, from best to worst.</summary>
internal enum GateDecision
{
    /// <summary>Train on it.</summary>
    Accept,

    /// <summary>Train on it with the weights of the report.</summary>
    AcceptWithWeights,

    /// <summary>Set it aside until somebody has looked.</summary>
    Quarantine,

    /// <summary>Nothing can be said, and the policy takes that for a failure.</summary>
    InsufficientEvidence,

    /// <summary>Do not train on it.</summary>
    Reject,
}
