namespace Detector.Host.Storage;

/// <summary>How far the making of a reference is.</summary>
internal enum ReferenceState
{
    /// <summary>Its content is the fitted reference; the nulls are to be computed.</summary>
    Calibrating,

    /// <summary>Its content is the whole reference.</summary>
    Ready,

    /// <summary>The nulls could not be computed; it has no content.</summary>
    Failed,
}
