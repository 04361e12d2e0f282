using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>How large things may be (section Limits). Every error over a limit names its option.</summary>
internal sealed record LimitsOptions
{
    /// <summary>Most samples of one Score call, 1 to 1000000. The default value is 8192.</summary>
    [Range(1, 1_000_000)]
    public int BatchSamples { get; init; } = 8192;

    /// <summary>Most samples of one ScoreStream call, 1 to 1000000. The default value is 100000.</summary>
    [Range(1, 1_000_000)]
    public int StreamSamples { get; init; } = 100_000;

    /// <summary>Most candidates of one Curate call, 1 to 100000000. The default value is 1000000.</summary>
    [Range(1, 100_000_000)]
    public int CurateSamples { get; init; } = 1_000_000;

    /// <summary>Most samples of a reference, 64 to 1000000. The default value is 200000.</summary>
    [Range(64, 1_000_000)]
    public int ReferenceSamples { get; init; } = 200_000;

    /// <summary>Most references, 1 to 100000. The default value is 1000.</summary>
    [Range(1, 100_000)]
    public int References { get; init; } = 1000;

    /// <summary>Most monitors, 1 to 100000. The default value is 1000.</summary>
    [Range(1, 100_000)]
    public int Monitors { get; init; } = 1000;

    /// <summary>Most samples of a monitor's window, 16 to 1000000. The default value is 8192.</summary>
    [Range(16, 1_000_000)]
    public int WindowSamples { get; init; } = 8192;

    /// <summary>Most samples of one Observe call or message, 1 to 1000000. The default value is 8192.</summary>
    [Range(1, 1_000_000)]
    public int ObserveSamples { get; init; } = 8192;

    /// <summary>Longest text in bytes of UTF-8, 1 to 16777216. The default value is 32768.</summary>
    [Range(1, 16_777_216)]
    public int TextBytes { get; init; } = 32_768;

    /// <summary>Longest prompt in bytes of UTF-8, 1 to 16777216. The default value is 131072.</summary>
    [Range(1, 16_777_216)]
    public int PromptBytes { get; init; } = 131_072;

    /// <summary>Longest id, group or subset in bytes of UTF-8, 1 to 65536. The default value is 256.</summary>
    [Range(1, 65_536)]
    public int LabelBytes { get; init; } = 256;

    /// <summary>Largest message in bytes, 1024 to 1073741824. The default value is 16777216.</summary>
    [Range(1024, 1_073_741_824)]
    public int MessageBytes { get; init; } = 16_777_216;

    /// <summary>Calls a second of one client, on average, 0 to 1000000. The default value is 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int ClientRequestsPerSecond { get; init; }

    /// <summary>Samples a second of one client, on average, 0 to 100000000. The default value is 0: no limit.</summary>
    [Range(0, 100_000_000)]
    public int ClientSamplesPerSecond { get; init; }

    /// <summary>
    /// Calls a second of one address, on average, that are told that their credentials are missing or unknown, 0 to 1000000; further ones
    /// are told to wait. The default value is 10; 0: no limit.
    /// </summary>
    [Range(0, 1_000_000)]
    public int FailedAuthenticationsPerSecond { get; init; } = 10;

    /// <summary>Most connections of each port at the same time, 1 to 1000000; further ones are closed at once. The default value is 2000.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; init; } = 2000;
}
