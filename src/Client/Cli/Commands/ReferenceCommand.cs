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

    public static Option<bool> Json() => new("--json") { Description = "Print protobuf JSON and nothing else on standard output." };
}
