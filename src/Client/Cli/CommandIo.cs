namespace Detector.Cli;

/// <summary>What a command reads and writes, so that it can run in a test as it does in a shell.</summary>
public sealed record CommandIo
{
    /// <summary>Width where none is known, in columns.</summary>
    public const int DefaultWidth = 80;

    /// <summary>Standard output: the result and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: errors, notes, progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public Func<Stream> OpenInput { get; init; } = () => Stream.Null;

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>True to colour standard output.</summary>
    public bool ColorOutput { get; init; }

    /// <summary>True to colour standard error and to draw progress bars on it.</summary>
    public bool ColorError { get; init; }

    /// <summary>Width of the terminal in columns.</summary>
    public int Width { get; init; } = DefaultWidth;

    /// <summary>The process's own, with colour and progress on terminals unless NO_COLOR is set or TERM is dumb.</summary>
    public static CommandIo FromSystem()
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new CommandIo
        {
            Output = Console.Out,
            Error = Console.Error,
            OpenInput = Console.OpenStandardInput,
            Variable = Environment.GetEnvironmentVariable,
            ColorOutput = !plain && !Console.IsOutputRedirected,
            ColorError = !plain && !Console.IsErrorRedirected,
            Width = SystemWidth(),
        };
    }

    private static int SystemWidth()
    {
        if (!Console.IsOutputRedirected && Console.WindowWidth > 0)
        {
            return Console.WindowWidth;
        }

        return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns > 0 ? columns : DefaultWidth;
    }
}
