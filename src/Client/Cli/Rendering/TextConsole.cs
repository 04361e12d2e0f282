using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>Consoles for the streams of a command.</summary>
internal static class TextConsole
{
    /// <summary>Style of errors.</summary>
    public static readonly Style Red = new(Color.Red);

    /// <summary>Style of headings.</summary>
    public static readonly Style Bold = new(decoration: Decoration.Bold);

    public static IAnsiConsole ForOutput(CommandIo io) => Create(io.Output, io.ColorOutput, io.Width);

    public static IAnsiConsole ForError(CommandIo io) => Create(io.Error, io.ColorError, io.Width);

    private static IAnsiConsole Create(TextWriter writer, bool color, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = color ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Math.Max(width, 20);
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
