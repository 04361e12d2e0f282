namespace Detector.Host.Options;

/// <summary>What log lines look like.</summary>
internal enum LogFormat
{
    /// <summary>Plain text on a terminal, JSON elsewhere.</summary>
    Auto,

    /// <summary>One JSON object per line.</summary>
    Json,

    /// <summary>Plain text, one line per entry.</summary>
    Text,
}
