using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.Cli.Rendering.Monitors;
using Monitor = Detector.V1.Monitor;

namespace Detector.Cli.Commands.Monitors;

/// <summary><c>detector monitor</c>.</summary>
internal static class MonitorCommand
{
    private const string Description = "Creates, lists, shows, changes, resets and deletes monitors: named streams that are watched.";

    public static Command Create(CommandIo io) => new("monitor", Description)
    {
        MonitorCreateCommand.Create(io),
        MonitorListCommand.Create(io),
        MonitorGetCommand.Create(io),
        MonitorUpdateCommand.Create(io),
        MonitorResetCommand.Create(io),
        MonitorDeleteCommand.Create(io),
    };

    public static Argument<string> Name() => new("NAME") { Description = "Name of the monitor." };

    /// <summary>Prints a monitor and what was done with it.</summary>
    public static int Print(CommandIo io, Monitor monitor, string done, bool json)
    {
        if (json)
        {
            ProtobufJson.Write(io.Output, monitor);
        }
        else
        {
            MonitorView.Write(TextConsole.ForOutput(io), monitor, done);
        }

        return ExitCode.Success;
    }
}
