namespace Detector.Benchmarks;

/// <summary>How the programme runs.</summary>
internal sealed record BenchmarksOptions
{
    /// <summary>Folder with the demo's addresses, the texts that are encoded.</summary>
    public string Passages { get; init; } = "";

    /// <summary>Folder with what is measured against in JavaScript and Python; empty to leave the peers out.</summary>
    public string Peers { get; init; } = "";

    /// <summary>A short run that shows that everything works and asks for no figure. The default value is false.</summary>
    public bool Smoke { get; init; }

    /// <summary>Run only what has this in its name; empty for all.</summary>
    public string Only { get; init; } = "";

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static BenchmarksOptions Parse(IEnumerable<string> arguments)
    {
        var options = new BenchmarksOptions();
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            string Value() => left.TryDequeue(out var value) ? value : throw new ArgumentException($"{argument} takes a value.");
            options = argument switch
            {
                "--smoke" => options with { Smoke = true },
                "--only" => options with { Only = Value() },
                "--passages" => options with { Passages = Value() },
                "--peers" => options with { Peers = Value() },
                _ => throw new ArgumentException($"There is no option {argument}; known are --smoke, --only NAME and --micro FILTER."),
            };
        }

        return options.Passages.Length > 0 ? options : throw new ArgumentException("--passages names the folder with the demo's addresses.");
    }
}
