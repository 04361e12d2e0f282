using System.CommandLine;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.Client;

namespace Detector.Cli.Commands.Observing;

/// <summary>One run of <c>detector observe</c>.</summary>
/// <param name="Monitor">Name of the monitor.</param>
/// <param name="Files">The input.</param>
/// <param name="StreamId">The stream's id; null for a random one.</param>
/// <param name="Generation">Generation of the samples; null for none.</param>
/// <param name="Follow">Wait for what is added to the file.</param>
/// <param name="PositionFile">Where to remember how far it is sent; null for the default place.</param>
internal sealed record ObserveRun(
    string Monitor, IReadOnlyList<string> Files, string? StreamId, string? Generation, bool Follow, string? PositionFile)
{
    private bool ReadsStandardInput => Files.Contains(InputFile.StandardInput);

    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        CheckInput();
        var options = ServerOptions.OptionsOf(parsed, io);
        using var client = new DetectorClient(options);
        var samples = arguments.Open(parsed, io, Follow);
        var id = StreamId ?? Guid.NewGuid().ToString("N");
        var source = new ObserveSource(samples, options, Kind(io, options, id), note => io.Error.WriteLine(PlainText.Clean(note)));
        var display = new ObserveDisplay(io, samples, isLive: Follow || ReadsStandardInput);
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                try
                {
                    await display.RunAsync(progress => client.ObserveStreamAsync(
                        Monitor, id, after => source.BatchesAfter(after), Generation, progress, cancellationToken));
                }
                catch when (display.Last.SentSamples > 0)
                {
                    io.Error.WriteLine(Ending(display.Last, id));
                    throw;
                }

                InputNotes.Write(io, samples);
                io.Output.WriteLine(Done(display.Last, source));
                return ExitCode.Success;
            },
            samples);
    }

    private void CheckInput()
    {
        if (ReadsStandardInput && Files.Count > 1)
        {
            throw new UsageException("--input: standard input (-) cannot be read together with files here.");
        }

        if (Follow && Files.Count > 1)
        {
            throw new UsageException("--follow: only one file can be followed; run the command once for each.");
        }

        if (PositionFile is not null && (!Follow || ReadsStandardInput || StreamId is null))
        {
            throw new UsageException("--position-file: is for a file with --follow and --stream-id; other inputs need none.");
        }
    }

    private ResumeKind Kind(CommandIo io, DetectorClientOptions options, string id)
    {
        if (ReadsStandardInput)
        {
            return new ResumeKind.NewSamples();
        }

        if (!Follow)
        {
            return new ResumeKind.SameFiles(id);
        }

        var path = PositionFile ?? (StreamId is null ? null : ObservePositions.DefaultPath(io, options.Address, Monitor, StreamId));
        return new ResumeKind.GrowingFile(path is null ? null : new ObservePositions(path, Files[0], id));
    }

    private string Done(ObserveProgress last, ObserveSource source)
    {
        var (monitor, window) = (PlainText.Clean(Monitor), Figures.Count(last.Window));
        return last.AcknowledgedSamples == 0 && source.SkippedSamples > 0
            ? $"Nothing left to send: monitor {monitor} had acknowledged all {Figures.Count(source.SkippedSamples)} samples."
            : $"{Figures.Samples(last.AcknowledgedSamples)} acknowledged by monitor {monitor}; the last went to window {window}.";
    }

    private string Ending(ObserveProgress last, string id)
    {
        var canGoOn = !ReadsStandardInput && (!Follow || StreamId is not null);
        var again = canGoOn ? $" The same command with --stream-id {PlainText.Clean(id)} goes on after them." : "";
        return $"{Figures.Samples(last.AcknowledgedSamples)} acknowledged.{again}";
    }
}
