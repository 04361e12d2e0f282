namespace Detector.Client;

/// <summary>
/// What became of the samples given to a <see cref="DetectorObserver"/>. Once nothing changes any more,
/// <see cref="Observed"/> = <see cref="Acknowledged"/> + <see cref="Dropped"/> + <see cref="Buffered"/>.
/// </summary>
public readonly record struct ObserverCounts
{
    /// <summary>Samples given to the observer.</summary>
    public long Observed { get; init; }

    /// <summary>Samples put into messages to the service, each counted once however often it had to be sent.</summary>
    public long Sent { get; init; }

    /// <summary>Samples that the service has acknowledged: they are durable, and counted by the monitor once.</summary>
    public long Acknowledged { get; init; }

    /// <summary>Samples that wait to be sent or acknowledged.</summary>
    public long Buffered { get; init; }

    /// <summary>Size of these as messages, in bytes.</summary>
    public long BufferedBytes { get; init; }

    /// <summary>Samples dropped because the buffer was full.</summary>
    public long DroppedBufferFull { get; init; }

    /// <summary>Samples dropped because the service cannot take them.</summary>
    public long DroppedInvalid { get; init; }

    /// <summary>Samples that the service refused for good.</summary>
    public long DroppedRefused { get; init; }

    /// <summary>Samples that were not acknowledged when the observer was closed, or came after it.</summary>
    public long DroppedClosed { get; init; }

    /// <summary>Attempts to send that failed and were given up or put off, whatever the reason.</summary>
    public long Failures { get; init; }

    /// <summary>Samples dropped, for whatever reason.</summary>
    public long Dropped => DroppedBufferFull + DroppedInvalid + DroppedRefused + DroppedClosed;
}
