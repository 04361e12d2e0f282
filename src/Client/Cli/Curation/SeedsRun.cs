using System.CommandLine;
using System.Text;
using Detector.Cli.Commands;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Curation;

/// <summary>One run of <c>detector seeds</c>.</summary>
/// <param name="Reference">Name of the reference.</param>
/// <param name="PerDeficit">Seeds of a deficit at most.</param>
/// <param name="Output">Where the seeds go.</param>
/// <param name="Texts">File with the texts of the reference; null for none.</param>
/// <param name="Seed">Seed of what is drawn.</param>
internal sealed record SeedsRun(string Reference, int PerDeficit, ResultOutput Output, string? Texts, ulong Seed)
{
    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        Check();
        using var client = ServerOptions.Connect(parsed, io);
        var samples = arguments.Open(parsed, io);
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                var response = await new Upload(io, samples, "scoring").RunAsync(progress => client.SuggestSeedsAsync(
                    Reference, samples.ReadAsync(cancellationToken), PerDeficit, null, Seed, progress, cancellationToken));
                InputNotes.Write(io, samples);
                if (Texts is not null)
                {
                    var texts = arguments.Open(parsed, io, options => options with { Files = [Texts] });
                    await CountedRead.RunAsync(io, texts, "looking up texts", read => AddTextsAsync(response, read), cancellationToken);
                }

                Write(io, response);
                Show(io, response);
                return ExitCode.Success;
            },
            samples);
    }

    private void Check()
    {
        Output.Check();
        if (PerDeficit is < 0 or > 100)
        {
            throw new UsageException($"--per-deficit: {PerDeficit} is not 0 to 100.");
        }
    }

    // The number of texts that were found.
    private static async ValueTask<int> AddTextsAsync(SuggestSeedsResponse response, IAsyncEnumerable<Sample> texts)
    {
        var found = 0;
        var seeds = response.Deficits.SelectMany(deficit => deficit.Seeds).Where(seed => seed.Text.Length == 0 && seed.Id.Length > 0)
            .ToLookup(seed => seed.Id, StringComparer.Ordinal);
        await foreach (var sample in texts)
        {
            foreach (var seed in seeds[sample.Id])
            {
                seed.Text = sample.Text;
                found++;
            }
        }

        return found;
    }

    private void Write(CommandIo io, SuggestSeedsResponse response)
    {
        if (Output.ToStandardOutput)
        {
            io.Output.Write(Rows(response));
        }
        else
        {
            WrittenFile.Write("--output", Output.File, () => Rows(response));
        }
    }

    private static string Rows(SuggestSeedsResponse response)
    {
        var rows = new StringBuilder();
        for (var rank = 0; rank < response.Deficits.Count; rank++)
        {
            var deficit = response.Deficits[rank];
            foreach (var seed in deficit.Seeds)
            {
                rows.Append(Encoding.UTF8.GetString(SampleJson.Write(writer =>
                {
                    SampleJson.WriteSet(writer, "text", seed.Text);
                    SampleJson.WriteSet(writer, "id", seed.Id);
                    SampleJson.WriteSet(writer, "subset", seed.Subset);
                    writer.WriteString("deficit", SeedsView.NameOf(deficit));
                    writer.WriteNumber("rank", rank + 1);
                    writer.WriteNumber("needed", deficit.Needed);
                    writer.WriteNumber("distance", Math.Round(seed.Distance, 4));
                }))).Append('\n');
            }
        }

        return rows.ToString();
    }

    private void Show(CommandIo io, SuggestSeedsResponse response)
    {
        if (Output.Json)
        {
            ProtobufJson.Write(io.Output, response);
            return;
        }

        new SeedsView(Output.Console(io)).Write(response);
    }
}
