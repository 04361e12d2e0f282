namespace Detector.Encoding;

/// <summary>Which encoder is used, and how.</summary>
public sealed record EncoderOptions
{
    /// <summary>The encoder directory. The default value is empty: the bundled encoder beside the program.</summary>
    public string Path { get; init; } = "";

    /// <summary>Model runs at the same time, 0 to 256; 0 takes one per core. The default value is 0.</summary>
    public int Runners { get; init; }

    /// <summary>Padded tokens aimed at per model run, 16 to 65536. The default value is 512.</summary>
    public int BatchTokens { get; init; } = 512;

    /// <summary>
    /// How long a run that is not full waits for further calls to share it, 0 to 1000 ms. The default value is 0: while a run goes on, the
    /// next fills up by itself.
    /// </summary>
    public int BatchWaitMilliseconds { get; init; }

    /// <summary>Tokens that may wait, 1024 to 2^31. A call that would exceed it is refused. The default value is 4194304.</summary>
    public long QueueTokens { get; init; } = 4_194_304;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Validate()
    {
        ThrowUnless(Runners is >= 0 and <= 256, Runners, "Runners must be 0 to 256.");
        ThrowUnless(BatchTokens is >= 16 and <= 65_536, BatchTokens, "BatchTokens must be 16 to 65536.");
        ThrowUnless(BatchWaitMilliseconds is >= 0 and <= 1000, BatchWaitMilliseconds, "BatchWaitMilliseconds must be 0 to 1000.");
        ThrowUnless(QueueTokens is >= 1024 and <= 1L << 31, QueueTokens, "QueueTokens must be 1024 to 2^31.");

        static void ThrowUnless(bool valid, object value, string message)
        {
            if (!valid)
            {
                throw new ArgumentOutOfRangeException("options", value, $"Encoder:{message}");
            }
        }
    }
}
