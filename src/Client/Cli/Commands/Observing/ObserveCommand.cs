using System.CommandLine;
using System.Text;

namespace Detector.Cli.Commands.Observing;

/// <summary><c>detector observe</c>.</summary>
internal static class ObserveCommand
{
    private const string Description =
        "Adds outputs to a monitor, from files or, as they arrive, from standard input or a file that grows. Connections that break are "
        + "reopened, with nothing lost and nothing counted twice; --stream-id lets a later run go on as well.";

    public static Command Create(CommandIo io)
    {
        var monitor = new Option<string>("--monitor", "-m") { Description = "Name of the monitor.", HelpName = "NAME", Required = true };
        var input = new InputArguments();
        var follow = new Option<bool>("--follow", "-f") { Description = "Wait at the end of the file for what is added to it, as 'tail -f' does." };
        var generation = new Option<string?>("--generation") { Description = "Generation of the model that made the outputs.", HelpName = "NAME" };
        var streamId = new Option<string?>("--stream-id")
        {
            Description = "Names this input, at most 128 bytes: a run under the id of an earlier one goes on after what was acknowledged. "
                + "Another input needs another id [default: a random one].",
            HelpName = "ID",
        };
        var position = SharedOptions.File(
            "--position-file",
            "With --follow and --stream-id: where to remember how far the file is sent [default: below $XDG_STATE_HOME or ~/.local/state].");
        streamId.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } id && Encoding.UTF8.GetByteCount(id) is 0 or > 128)
            {
                result.AddError("--stream-id: give 1 to 128 bytes.");
            }
        });
        var command = new Command("observe", Description) { monitor };
        input.AddTo(command);
        command.AddAll(follow, generation, streamId, position);

        command.SetAction((parsed, cancellationToken) =>
        {
            var run = new ObserveRun(
                parsed.GetRequiredValue(monitor),
                input.FilesOf(parsed),
                parsed.GetValue(streamId),
                parsed.GetValue(generation),
                parsed.GetValue(follow),
                parsed.GetValue(position));
            return run.RunAsync(parsed, input, io, cancellationToken);
        });
        return command;
    }
}
