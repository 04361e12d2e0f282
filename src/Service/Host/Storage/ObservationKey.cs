namespace Detector.Host.Storage;

/// <summary>By what a repeated observation is recognised.</summary>
internal abstract record ObservationKey
{
    private ObservationKey()
    {
    }

    /// <summary>A request of its own.</summary>
    /// <param name="RequestId">The caller's id.</param>
    /// <param name="ContentHash">Hash of what was sent.</param>
    internal sealed record Request(string RequestId, string ContentHash) : ObservationKey;

    /// <summary>A message of a stream.</summary>
    /// <param name="StreamId">The caller's name of the stream.</param>
    /// <param name="Sequence">Number of the message, from 1.</param>
    internal sealed record Message(string StreamId, long Sequence) : ObservationKey;
}
