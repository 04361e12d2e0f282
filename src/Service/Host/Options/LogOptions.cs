namespace Detector.Host.Options;

/// <summary>What is logged, and how (section Log).</summary>
internal sealed record LogOptions
{
    /// <summary>Auto, Json or Text. The default value is Auto: text on a terminal, JSON elsewhere.</summary>
    public LogFormat Format { get; init; } = LogFormat.Auto;

    /// <summary>Least severe level logged: Trace, Debug, Information, Warning, Error, Critical or None. The default value is Information.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;
}
