namespace Detector.Cli.Input;

/// <summary>How samples are written in a file.</summary>
public enum InputFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>RFC 4180 with a header row.</summary>
    Csv,

    /// <summary>One sample a line.</summary>
    Text,
}
