namespace Detector.Detection.Curation;

/// <summary>What part of the reference outputs lack.</summary>
public enum DeficitKind
{
    /// <summary>A cell: a region of the embedding space.</summary>
    Cell,

    /// <summary>One of the caller's labels.</summary>
    Subset,
}
