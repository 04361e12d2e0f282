using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary>One run of <c>detector score</c>.</summary>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Options">How to score.</param>
/// <param name="FailOn">Mildest verdict that fails.</param>
/// <param name="Json">Print JSON instead of the report for people.</param>
internal sealed record ScoreRun(string Reference, ScoreOptions Options, Verdict FailOn, bool Json)
{
    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        var samples = arguments.Open(parsed, io);
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                var report = await new Upload(io, samples, "scoring").RunAsync(
                    progress => client.ScoreStreamAsync(Reference, samples.ReadAsync(cancellationToken), Options, progress, cancellationToken));
                InputNotes.Write(io, samples);
                if (Json)
                {
                    ProtobufJson.Write(io.Output, report);
                }
                else
                {
                    new ReportView(TextConsole.ForOutput(io), samples.PositionOf).Write(report);
                }

                return ExitCodeOf(report.Verdict);
            },
            samples);
    }

    // An unknown verdict of a newer service must not pass a gate.
    private int ExitCodeOf(Verdict verdict) => verdict switch
    {
        Verdict.InsufficientEvidence or Verdict.Unspecified => ExitCode.InsufficientEvidence,
        _ => verdict >= FailOn ? ExitCode.Verdict : ExitCode.Success,
    };
}
