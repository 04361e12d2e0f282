using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary>One run of <c>detector reference create</c>.</summary>
/// <param name="Header">What to create.</param>
/// <param name="Wait">Wait until batches can be scored against it.</param>
/// <param name="Json">Print JSON instead of the description for people.</param>
internal sealed record ReferenceCreateRun(ReferenceHeader Header, bool Wait, bool Json)
{
    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        var samples = arguments.Open(parsed, io);
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                var reference = await new Upload(io, samples, "building the reference").RunAsync(
                    progress => client.CreateReferenceAsync(Header, samples.ReadAsync(cancellationToken), progress, cancellationToken));
                InputNotes.Write(io, samples);
                if (Wait)
                {
                    reference = await new CalibrationWait(io).RunAsync(
                        progress => client.WaitUntilReadyAsync(Header.Name, progress, cancellationToken));
                }

                if (Json)
                {
                    ProtobufJson.Write(io.Output, reference);
                }
                else
                {
                    ReferenceView.Write(TextConsole.ForOutput(io), reference, "created");
                }

                return ExitCode.Success;
            },
            samples);
    }
}
