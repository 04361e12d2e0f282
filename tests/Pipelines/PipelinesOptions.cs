namespace Detector.Pipelines;

/// <summary>How the programme runs.</summary>
internal sealed record PipelinesOptions
{
    /// <summary>Directory with sets of texts, files of JSON Lines with a field <c>text</c>; empty for made-up texts.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Folder with the demo's addresses.</summary>
    public string Passages { get; init; } = "";

    /// <summary>A short run that shows that everything works and asks for no target that needs more. The default value is false.</summary>
    public bool Smoke { get; init; }

    /// <summary>Run only what has this in its name; empty for all.</summary>
    public string Only { get; init; } = "";

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static PipelinesOptions Parse(IEnumerable<string> arguments)
    {
        var options = new PipelinesOptions();
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            string Value() => left.TryDequeue(out var value) ? value : throw new ArgumentException($"{argument} takes a value.");
            options = argument switch
            {
                "--smoke" => options with { Smoke = true },
                "--only" => options with { Only = Value() },
                "--passages" => options with { Passages = Value() },
                _ when argument.StartsWith('-') => throw new ArgumentException($"There is no option {argument}; known are --smoke and --only NAME."),
                _ when options.Directory.Length > 0 => throw new ArgumentException("One directory is enough."),
                _ => options with { Directory = argument },
            };
        }

        return options switch
        {
            { Passages.Length: 0 } => throw new ArgumentException("--passages names the folder with the demo's addresses."),
            { Directory.Length: 0, Smoke: false } => throw new ArgumentException("Name the directory with the sets, files of JSON Lines."),
            _ => options,
        };
    }
}
