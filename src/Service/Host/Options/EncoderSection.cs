using System.ComponentModel.DataAnnotations;
using Detector.Encoding;

namespace Detector.Host.Options;

/// <summary>Which encoder is used, and how (section Encoder).</summary>
internal sealed record EncoderSection
{
    private static readonly EncoderOptions Defaults = new();

    /// <summary>The encoder directory. The default value is empty: the bundled encoder beside the program.</summary>
    public string Path { get; init; } = Defaults.Path;

    /// <summary>Model runs at the same time, 0 to 256; 0 takes one per core. The default value is 0.</summary>
    [Range(0, 256)]
    public int Runners { get; init; } = Defaults.Runners;

    /// <summary>Padded tokens aimed at per model run, 16 to 65536. The default value is 512.</summary>
    [Range(16, 65_536)]
    public int BatchTokens { get; init; } = Defaults.BatchTokens;

    /// <summary>
    /// How long a model run that is not full waits for further calls to share it, 0 to 1000 ms. The default value is 0: while a run goes
    /// on, the next fills up by itself.
    /// </summary>
    [Range(0, 1000)]
    public int BatchWaitMilliseconds { get; init; } = Defaults.BatchWaitMilliseconds;

    /// <summary>Tokens that may wait, 1024 to 2^31; a call that would exceed it is refused. The default value is 4194304.</summary>
    [Range(1024L, 1L << 31)]
    public long QueueTokens { get; init; } = Defaults.QueueTokens;

    /// <summary>The same, for the encoder.</summary>
    public EncoderOptions ToOptions() => new()
    {
        Path = Path,
        Runners = Runners,
        BatchTokens = BatchTokens,
        BatchWaitMilliseconds = BatchWaitMilliseconds,
        QueueTokens = QueueTokens,
    };
}
