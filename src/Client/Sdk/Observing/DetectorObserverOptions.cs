using System.Text;

namespace Detector.Client;

/// <summary>How a <see cref="DetectorObserver"/> buffers and sends samples.</summary>
public sealed record DetectorObserverOptions
{
    /// <summary>Most samples that wait to be sent or acknowledged, at least 1. The default value is 16384.</summary>
    public int BufferSamples { get; init; } = 16384;

    /// <summary>Most bytes of samples, measured as messages, that wait to be sent or acknowledged, at least 1. The default value is 64 MiB.</summary>
    public long BufferBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Longest time that closing or disposing of the observer waits for acknowledgements; zero to wait for none. The default value is
    /// ten seconds.
    /// </summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The generation of the model that makes the samples, at most 256 bytes of UTF-8; null for none. The default value is null.</summary>
    public string? Generation { get; init; }

    /// <summary>Longest text in bytes of UTF-8, at least 1. The default value is 32768, the service's default.</summary>
    public int MaxTextBytes { get; init; } = 32768;

    /// <summary>Longest prompt in bytes of UTF-8, at least 1. The default value is 131072, the service's default.</summary>
    public int MaxPromptBytes { get; init; } = 131072;

    /// <summary>Longest id, group and subset in bytes of UTF-8, at least 1. The default value is 256, the service's default.</summary>
    public int MaxLabelBytes { get; init; } = 256;

    /// <summary>
    /// Told why samples could not be sent, or were refused, after each failed attempt: a <see cref="DetectorException"/> unless
    /// something unexpected happened. Called from the sending task, which waits for it; what it throws is logged and passed over.
    /// The default value is null.
    /// </summary>
    public Action<Exception>? OnFailure { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferSamples, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BufferBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(FlushTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTextBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxPromptBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLabelBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(Generation ?? ""), 256, nameof(Generation));
    }
}
