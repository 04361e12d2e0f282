using System.CommandLine;
using Detector.V1;

namespace Detector.Cli.Commands.Monitors;

/// <summary><c>detector monitor create</c>.</summary>
internal static class MonitorCreateCommand
{
    public static Command Create(CommandIo io)
    {
        var name = MonitorCommand.Name();
        var reference = new Option<string?>("--reference", "-r")
        {
            Description = "Name of the reference that windows are compared with.",
            HelpName = "NAME",
        };
        var burnIn = new Option<int?>("--burn-in")
        {
            Description = "Make the reference of the monitor's own first windows, 1 to 1000, instead; 20 or more show all that windows "
                + "of this size can.",
            HelpName = "WINDOWS",
        };
        var settings = new MonitorSettingOptions();
        var json = ReferenceCommand.Json();
        var command = new Command("create", "Creates a monitor.") { name, reference, burnIn };
        settings.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new CreateMonitorRequest { Name = parsed.GetRequiredValue(name), Description = settings.DescriptionOf(parsed) ?? "" };
            SetBaseline(request, parsed.GetValue(reference), parsed.GetValue(burnIn));
            if (settings.AreGiven(parsed))
            {
                request.Settings = new MonitorSettings();
                settings.Apply(parsed, request.Settings);
            }

            using var client = ServerOptions.Connect(parsed, io);
            var monitor = await client.CreateMonitorAsync(request, cancellationToken);
            return MonitorCommand.Print(io, monitor, "created", parsed.GetValue(json));
        });
        return command;
    }

    private static void SetBaseline(CreateMonitorRequest request, string? reference, int? burnIn)
    {
        switch (reference, burnIn)
        {
            case ({ } name, null):
                request.Reference = name;
                break;
            case (null, { } windows):
                request.BurnInWindows = windows;
                break;
            case (null, null):
                throw new UsageException(
                    "Give what windows are compared with: --reference NAME, or --burn-in WINDOWS to make it of the first windows.");
            default:
                throw new UsageException("--reference and --burn-in exclude each other.");
        }
    }
}
