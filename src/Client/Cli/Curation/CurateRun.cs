using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Curation;

/// <summary>One run of <c>detector curate</c>.</summary>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Output">Where the kept rows go.</param>
/// <param name="Select">How many to select; null for all that are kept.</param>
/// <param name="WeightField">Field of the weight.</param>
/// <param name="DecisionsFile">Where the decisions go; null for nowhere.</param>
/// <param name="Seed">Seed of what is drawn.</param>
internal sealed record CurateRun(
    string Reference, ResultOutput Output, int? Select, string WeightField, string? DecisionsFile, ulong Seed)
{
    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        Check();
        using var client = ServerOptions.Connect(parsed, io);
        var samples = arguments.Open(parsed, io, options => options with { KeepRows = true });
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                using var spool = new CandidateSpool();
                await using var decisions = DecisionsFile is null ? null : new DecisionFile(DecisionsFile, samples);
                var summary = await new Upload(io, samples, Select is null ? "deciding" : "selecting").RunAsync(progress => client.CurateAsync(
                    Reference,
                    ReadAsync(samples, spool, cancellationToken),
                    async decided =>
                    {
                        spool.Decide(decided);
                        await (decisions?.WriteAsync(decided) ?? Task.CompletedTask);
                    },
                    Select ?? 0,
                    Seed,
                    progress,
                    cancellationToken));
                InputNotes.Write(io, samples);
                var written = Write(io, spool, summary);
                Show(io, summary, written);
                return ExitCode.Success;
            },
            samples);
    }

    private void Check()
    {
        Output.Check();
        WrittenFile.Check("--decisions", DecisionsFile);
        if (Select is < 1 or > 100_000)
        {
            throw new UsageException($"--select: {Select} is not 1 to 100000.");
        }

        if (WeightField.Length == 0)
        {
            throw new UsageException("--weight-field: the name is empty.");
        }
    }

    private static async IAsyncEnumerable<Sample> ReadAsync(
        SampleInput samples, CandidateSpool spool, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in samples.ReadRowsAsync(cancellationToken))
        {
            spool.Wait(row);
            yield return row.Sample;
        }
    }

    private long Write(CommandIo io, CandidateSpool spool, CurationSummary summary)
    {
        var rows = new WeightedRows(WeightField, summary, Select is not null);
        try
        {
            if (Output.ToStandardOutput)
            {
                return rows.Write(spool, io.Output);
            }

            using var file = new StreamWriter(Output.File!);
            return rows.Write(spool, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--output: {Output.File} cannot be written: {e.Message}");
        }
    }

    private void Show(CommandIo io, CurationSummary summary, long written)
    {
        if (Output.Json)
        {
            ProtobufJson.Write(io.Output, summary);
            return;
        }

        new CurationView(Output.Console(io)).Write(summary, written, Output.ToStandardOutput ? null : Output.File, Select);
    }
}
