using System.CommandLine;

namespace Detector.Cli.Commands;

/// <summary><c>detector reference</c>.</summary>
internal static class ReferenceCommand
{
    public static Command Create(CommandIo io) => new("reference", "Creates, lists, shows and deletes references.")
    {
        ReferenceCreateCommand.Create(io),
        ReferenceListCommand.Create(io),
        ReferenceGetCommand.Create(io),
        ReferenceDeleteCommand.Create(io),
    };

    public static Argument<string> Name() => new("NAME") { Description = "Name of the reference." };

    /// <summary>The option of the reference that samples are held against.</summary>
    public static Option<string> Compared(string description = "Name of the reference to compare with.") =>
        new("--reference", "-r") { Description = description, HelpName = "NAME", Required = true };

    public static Option<bool> Json() => new("--json") { Description = "Print protobuf JSON and nothing else on standard output." };
}
