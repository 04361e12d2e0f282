namespace Detector.Cli.Input;

/// <summary>What to read and how.</summary>
public sealed record InputOptions
{
    /// <summary>The files in order; <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Their format; null to tell it from each file.</summary>
    public InputFormat? Format { get; init; }

    /// <summary>Names of the fields.</summary>
    public FieldNames Fields { get; init; } = new();

    /// <summary>Origins whose samples are counted apart.</summary>
    public IReadOnlyCollection<string> CountedOrigins { get; init; } = [];

    /// <summary>Keep rows that are JSON objects beside their samples.</summary>
    public bool KeepRows { get; init; }

    /// <summary>Wait at the end of a file for what is added to it; then it ends only when it is cancelled.</summary>
    public bool Follow { get; init; }

    /// <summary>Count bad rows and go on, instead of failing at the first.</summary>
    public bool SkipBadRows { get; init; }
}
