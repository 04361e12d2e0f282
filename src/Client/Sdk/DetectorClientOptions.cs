namespace Detector.Client;

/// <summary>How a <see cref="DetectorClient"/> calls the service.</summary>
public sealed record DetectorClientOptions
{
    /// <summary>Address of the service's gRPC port. The default value is <c>http://127.0.0.1:50051</c>.</summary>
    public Uri Address { get; init; } = DetectorAddress.Default;

    /// <summary>
    /// Longest time for one call, retries and their waits included; null for none. For an observe stream, which may be open for
    /// weeks, the longest time until the service acknowledges something. The default value is ten minutes.
    /// </summary>
    public TimeSpan? Deadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When and how often a failed call is repeated.</summary>
    public RetryPolicy Retry { get; init; } = new();

    /// <summary>Most bytes of samples in one message of a stream. The default value is 1 MiB.</summary>
    public int ChunkBytes { get; init; } = 1 << 20;

    /// <summary>Most samples in one message of a stream. The default value is 512.</summary>
    public int ChunkSamples { get; init; } = 512;

    /// <summary>Longest time that a sample of an observe stream waits for others to share its message. The default value is 200 ms.</summary>
    public TimeSpan ChunkWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Most messages of an observe stream that are sent and not acknowledged yet. So many are kept in memory, to be sent again when
    /// the connection breaks. The default value is 8.
    /// </summary>
    public int InFlightBatches { get; init; } = 8;

    /// <summary>Largest message to accept, in bytes. A report with findings can be large. The default value is 64 MiB.</summary>
    public int MaxReceiveMessageBytes { get; init; } = 64 << 20;

    /// <summary>Largest message to send, in bytes. The default value is 64 MiB; the server has a limit of its own.</summary>
    public int MaxSendMessageBytes { get; init; } = 64 << 20;

    /// <summary>Clock of deadlines and waits. The default value is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkSamples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ChunkWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(InFlightBatches, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReceiveMessageBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxSendMessageBytes, 1);
        if (Deadline is { } deadline)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero, nameof(Deadline));
        }

        Retry.Validate();
    }
}
