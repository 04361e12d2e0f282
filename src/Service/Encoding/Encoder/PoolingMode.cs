namespace Detector.Encoding.Encoder;

/// <summary>How the embeddings of a text's tokens become one.</summary>
internal enum PoolingMode
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>That of the first token.</summary>
    Cls,

    /// <summary>The largest value of each channel.</summary>
    Max,
}
