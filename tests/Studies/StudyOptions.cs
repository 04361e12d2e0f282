namespace Detector.Tests.Studies;

/// <summary>How a long check of several studies runs.</summary>
public record StudyOptions
{
    /// <summary>Folder with the demo's addresses.</summary>
    public string Passages { get; private init; } = "";

    /// <summary>A short run that shows that everything works and asks for no figure that needs more. The default value is false.</summary>
    public bool Smoke { get; private init; }

    /// <summary>Run only what has this in its name; empty for all.</summary>
    public string Only { get; private init; } = "";

    /// <summary>Reads arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="own">
    /// Takes an argument that only this check knows, with a way to its value; false for one that it does not know either.
    /// </param>
    /// <param name="known">The options that users are told of.</param>
    /// <param name="needsPassages">Whether the check takes its texts from the demo's addresses.</param>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    protected static StudyOptions Parse(IEnumerable<string> arguments, Func<string, Func<string>, bool> own, string known, bool needsPassages = true)
    {
        var options = new StudyOptions();
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            string Value() => left.TryDequeue(out var value) ? value : throw new ArgumentException($"{argument} takes a value.");
            options = argument switch
            {
                "--smoke" => options with { Smoke = true },
                "--only" => options with { Only = Value() },
                "--passages" => options with { Passages = Value() },
                _ when own(argument, Value) => options,
                _ => throw new ArgumentException($"There is no option {argument}; known are {known}."),
            };
        }

        return options.Passages.Length > 0 || !needsPassages ? options : throw new ArgumentException("--passages names the folder with the demo's addresses.");
    }
}
