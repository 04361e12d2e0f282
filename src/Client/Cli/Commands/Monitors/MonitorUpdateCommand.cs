using System.CommandLine;

namespace Detector.Cli.Commands.Monitors;

/// <summary><c>detector monitor update</c>.</summary>
internal static class MonitorUpdateCommand
{
    private const string Description =
        "Changes what is given of a monitor and leaves the rest. It holds for windows opened, judged or kept from then on; evidence "
        + "stays. For another reference see 'monitor reset'.";

    public static Command Create(CommandIo io)
    {
        var name = MonitorCommand.Name();
        var settings = new MonitorSettingOptions();
        var json = ReferenceCommand.Json();
        var command = new Command("update", Description) { name };
        settings.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var description = settings.DescriptionOf(parsed);
            if (description is null && !settings.AreGiven(parsed))
            {
                throw new UsageException("Give what to change; 'detector monitor update --help' lists it.");
            }

            using var client = ServerOptions.Connect(parsed, io);
            var monitor = await client.UpdateMonitorAsync(
                parsed.GetRequiredValue(name),
                m =>
                {
                    m.Description = description ?? m.Description;
                    settings.Apply(parsed, m.Settings);
                },
                cancellationToken);
            return MonitorCommand.Print(io, monitor, "updated", parsed.GetValue(json));
        });
        return command;
    }
}
