namespace Detector.Client;

/// <summary>How a <see cref="DetectorClient"/> calls the service.</summary>
public sealed record DetectorClientOptions
{
    /// <summary>Address of the service's gRPC port. The default value is <c>http://127.0.0.1:50051</c>.</summary>
    public Uri Address { get; init; } = DetectorAddress.Default;

    /// <summary>
    /// Key that the service knows the caller by; null for none. Give an https address with it, since anyone on the way can read it
    /// otherwise. The default value is null.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>
    /// File with the key, in place of <see cref="Key"/>. It is read for each attempt of a call, so that a key can be renewed under a
    /// running program. The default value is null.
    /// </summary>
    public string? KeyFile { get; init; }

    /// <summary>
    /// PEM file with the authorities that sign the service's certificate, in place of the system's. Read when the client is made. The
    /// default value is null.
    /// </summary>
    public string? CaFile { get; init; }

    /// <summary>
    /// PEM file with the certificate to show to the service, followed by those between it and its authority. Read when the client is
    /// made. The default value is null: none.
    /// </summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the private key of <see cref="CertificateFile"/>, not encrypted. The default value is null.</summary>
    public string? CertificateKeyFile { get; init; }

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

    /// <summary>Names the service and no secret.</summary>
    public override string ToString() => $"{nameof(DetectorClientOptions)} {{ Address = {Address} }}";

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Address);
        Require(Key is null || KeyFile is null, "Key and KeyFile exclude each other.");
        Require((CertificateFile is null) == (CertificateKeyFile is null), "CertificateFile and CertificateKeyFile need each other.");
        Require(
            (CaFile ?? CertificateFile) is null || Address.Scheme == Uri.UriSchemeHttps,
            "CaFile and CertificateFile are for an https address.");
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

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
