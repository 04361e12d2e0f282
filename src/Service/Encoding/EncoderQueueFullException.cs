namespace Detector.Encoding;

/// <summary>More tokens wait to be encoded than the queue holds.</summary>
/// <param name="queuedTokens">Tokens that wait.</param>
/// <param name="limit">Tokens the queue holds.</param>
/// <param name="retryAfter">When to try again.</param>
public sealed class EncoderQueueFullException(long queuedTokens, long limit, TimeSpan retryAfter)
    : Exception($"The encoder's queue is full: {queuedTokens} tokens wait, its limit is {limit}.")
{
    /// <summary>Tokens that wait.</summary>
    public long QueuedTokens { get; } = queuedTokens;

    /// <summary>Tokens the queue holds.</summary>
    public long Limit { get; } = limit;

    /// <summary>When to try again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
