namespace Detector.Cli.Input;

/// <summary>Names of the formats and the extensions they are known by.</summary>
internal static class InputFormats
{
    /// <summary>The names that --format takes.</summary>
    public static readonly string[] Names = ["jsonl", "csv", "text"];

    public static InputFormat Parse(string name) => name switch
    {
        "jsonl" => InputFormat.JsonLines,
        "csv" => InputFormat.Csv,
        "text" => InputFormat.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a format."),
    };

    /// <summary>The format that a file's extension names, a .gz over it ignored; null when it names none.</summary>
    public static InputFormat? FromExtension(string path)
    {
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            path = path[..^3];
        }

        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JSONL" or ".NDJSON" or ".JSON" => InputFormat.JsonLines,
            ".CSV" => InputFormat.Csv,
            ".TXT" => InputFormat.Text,
            _ => null,
        };
    }
}
