namespace Detector.Client;

/// <summary>
/// When and how often a failed call is repeated. Repeated are UNAVAILABLE (the service cannot be reached or drains),
/// RESOURCE_EXHAUSTED with a RetryInfo (its queue is full) and FAILED_PRECONDITION with a RetryInfo (the reference is still
/// calibrated). Other errors would fail again and are thrown at once.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Most attempts of one call, the first included; 1 for no repeats. The default value is 4.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Wait before the second attempt; it doubles with each further one. The default value is 250 ms.</summary>
    public TimeSpan InitialDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest wait that the client chooses; a RetryInfo of the service may ask for more. The default value is 5 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Most bytes of sent samples kept so that a stream can be repeated. A stream that has sent more fails instead.
    /// The default value is 64 MiB.
    /// </summary>
    public long ReplayBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Longest time for which a stream of observations or of reports that was open is tried to be reopened, waits included, however
    /// many attempts that takes. It begins anew when the stream has got on. Reopened are also streams whose connection broke. The
    /// default value is ten minutes, which a restart of the service does not reach; zero for never.
    /// </summary>
    public TimeSpan ReopenFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>No repeats.</summary>
    public static RetryPolicy None { get; } = new() { MaxAttempts = 1, ReplayBytes = 0, ReopenFor = TimeSpan.Zero };

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(InitialDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(ReplayBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReopenFor, TimeSpan.Zero);
    }
}
