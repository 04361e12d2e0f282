namespace Detector.Detection.Metrics;

/// <summary>The group a metric belongs to.</summary>
public enum Axis
{
    /// <summary>How spread the outputs are.</summary>
    Diversity,

    /// <summary>Exact and near repeats between outputs.</summary>
    Duplication,

    /// <summary>The rare regions of the reference.</summary>
    Tail,

    /// <summary>Whether outputs lie where the reference lies.</summary>
    Fidelity,

    /// <summary>Small groups: cells and the caller's subsets.</summary>
    Minority,

    /// <summary>Change of distribution of any kind.</summary>
    Drift,

    /// <summary>Words, at a fixed token budget.</summary>
    Lexical,

    /// <summary>Loops inside one output.</summary>
    Repetition,

    /// <summary>Variety of the outputs to one prompt.</summary>
    Prompt,
}
