namespace Detector.Hardening.Overload;

/// <summary>What callers call.</summary>
internal enum CallKind
{
    /// <summary>Score, which answers when the batch is judged.</summary>
    Score,

    /// <summary>Observe, which answers when the samples are durable.</summary>
    Observe,
}
