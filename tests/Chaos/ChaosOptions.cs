namespace Detector.Chaos;

/// <summary>How the programme runs.</summary>
internal sealed record ChaosOptions
{
    /// <summary>Run the soak instead of the disturbances. The default value is false.</summary>
    public bool Soak { get; init; }

    /// <summary>A short run that shows that everything works. The default value is false.</summary>
    public bool Smoke { get; init; }

    /// <summary>Seed of everything random. The default value is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Minutes of the soak. The default value is 30.</summary>
    public double Minutes { get; init; } = 30;

    /// <summary>Run only what has this in its name; empty for all.</summary>
    public string Only { get; init; } = "";

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static ChaosOptions Parse(IEnumerable<string> arguments)
    {
        var options = new ChaosOptions();
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            string Value() => left.TryDequeue(out var value) ? value : throw new ArgumentException($"{argument} takes a value.");
            options = argument switch
            {
                "chaos" => options with { Soak = false },
                "soak" => options with { Soak = true },
                "--smoke" => options with { Smoke = true, Minutes = 0.4 },
                "--seed" => options with { Seed = int.TryParse(Value(), out var seed) ? seed : throw new ArgumentException("--seed takes a whole number.") },
                "--minutes" => options with { Minutes = double.TryParse(Value(), System.Globalization.CultureInfo.InvariantCulture, out var minutes) ? minutes : throw new ArgumentException("--minutes takes a number.") },
                "--only" => options with { Only = Value() },
                _ => throw new ArgumentException($"There is no argument {argument}; known are chaos, soak, --smoke, --seed N, --minutes N and --only NAME."),
            };
        }

        return options;
    }
}
