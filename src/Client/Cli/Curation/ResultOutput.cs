using Detector.Cli.Commands;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Spectre.Console;

namespace Detector.Cli.Curation;

/// <summary>Where the rows that a verb makes go, and where that leaves what it says for people.</summary>
/// <param name="File">The file; <c>-</c> for standard output, null for nowhere.</param>
/// <param name="Json">The verb prints JSON instead of words.</param>
internal sealed record ResultOutput(string? File, bool Json)
{
    /// <summary>Whether the rows take standard output.</summary>
    public bool ToStandardOutput => File == InputFile.StandardInput;

    /// <summary>Refuses what could not be written, before the work is done.</summary>
    /// <exception cref="UsageException">The file cannot be written, or rows and JSON would share standard output.</exception>
    public void Check()
    {
        WrittenFile.Check("--output", ToStandardOutput ? null : File);
        if (Json && ToStandardOutput)
        {
            throw new UsageException("--json: standard output is taken by --output -.");
        }
    }

    /// <summary>Where words for people go.</summary>
    public IAnsiConsole Console(CommandIo io) => ToStandardOutput ? TextConsole.ForError(io) : TextConsole.ForOutput(io);
}
