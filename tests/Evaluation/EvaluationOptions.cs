namespace Detector.Evaluation;

/// <summary>How the evaluation runs.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>Directory with the sets; empty in a smoke run, which makes its own.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Folder with the demo's addresses; empty leaves the demo's loop out.</summary>
    public string Passages { get; init; } = "";

    /// <summary>The bundled encoder's numbers: fp32 or int8. The default value is int8.</summary>
    public string Precision { get; init; } = "int8";

    /// <summary>Batches per scenario and size. The default value is 40.</summary>
    public int Trials { get; init; } = 40;

    /// <summary>Run only what has this in its name; empty for all.</summary>
    public string Only { get; init; } = "";

    /// <summary>Largest batch. The default value is 1024; a smoke run takes 128.</summary>
    public int LargestBatch { get; init; } = 1024;

    /// <summary>A small run on texts of its own, which shows that everything works and asks for no target. The default value is false.</summary>
    public bool Smoke { get; init; }

    /// <summary>Also write what every metric showed. The default value is false.</summary>
    public bool Detail { get; init; }

    /// <summary>Only print the digest of one report. The default value is false.</summary>
    public bool Digest { get; init; }

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static EvaluationOptions Parse(IEnumerable<string> arguments)
    {
        var options = new EvaluationOptions();
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            string Value() => left.TryDequeue(out var value) ? value : throw new ArgumentException($"{argument} takes a value.");
            options = argument switch
            {
                "--precision" => options with { Precision = Value() },
                "--trials" => options with { Trials = int.TryParse(Value(), out var trials) ? trials : 0 },
                "--only" => options with { Only = Value() },
                "--passages" => options with { Passages = Value() },
                "--smoke" => options with { Smoke = true, Trials = 3, LargestBatch = 128 },
                "--detail" => options with { Detail = true },
                "--digest" => options with { Digest = true },
                _ when argument.StartsWith('-') => throw new ArgumentException($"There is no option {argument}."),
                _ when options.Directory.Length > 0 => throw new ArgumentException("One directory is enough."),
                _ => options with { Directory = argument },
            };
        }

        return options switch
        {
            { Precision: not ("fp32" or "int8") } => throw new ArgumentException("--precision is fp32 or int8."),
            { Trials: < 2 } => throw new ArgumentException("--trials is a number from 2."),
            { Directory.Length: 0, Smoke: false } => throw new ArgumentException("Name the directory with the sets, files of JSON Lines."),
            _ => options,
        };
    }

    /// <summary>Whether something of a name is to run.</summary>
    public bool Includes(string name) => name.Contains(Only, StringComparison.OrdinalIgnoreCase);
}
