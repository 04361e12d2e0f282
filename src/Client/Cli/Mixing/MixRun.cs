using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.Client;
using Spectre.Console;

namespace Detector.Cli.Mixing;

/// <summary>One run of <c>detector mix</c>.</summary>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Human">File of the human samples.</param>
/// <param name="Policy">What is let through.</param>
/// <param name="Size">Samples of a mixture at most.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="Json">Print JSON.</param>
internal sealed record MixRun(string Reference, string Human, GatePolicy Policy, int Size, int Seed, bool Json)
{
    private const int Smallest = 64;
    private const int Largest = 8192;

    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        if (Size is < Smallest or > Largest)
        {
            throw new UsageException($"--samples: {Size} is not {Smallest} to {Largest}.");
        }

        if (Human == InputFile.StandardInput && arguments.FilesOf(parsed).Contains(InputFile.StandardInput))
        {
            throw new UsageException("--human: standard input (-) can be read only once.");
        }

        using var client = ServerOptions.Connect(parsed, io);
        var samples = arguments.Open(parsed, io);
        var people = arguments.Open(parsed, io, options => options with { Files = [Human] });
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                var synthetic = await MixSource.ReadAsync(samples, Seed, cancellationToken);
                InputNotes.Write(io, samples);
                var human = await MixSource.ReadAsync(people, Seed, cancellationToken);
                InputNotes.Write(io, people);
                var size = Math.Min(Size, synthetic.Samples.Count);
                if (size < Smallest)
                {
                    throw new InputException($"{size} samples are too few to say how they mix; at least {Smallest} are needed");
                }

                var advice = await SearchAsync(io, client, synthetic, human, size, cancellationToken);
                Show(io, new MixResult(Reference, advice, synthetic.Count, human.Count, size));
                return advice.Share is null ? ExitCode.Verdict : ExitCode.Success;
            });
    }

    private async Task<MixAdvice> SearchAsync(
        CommandIo io, DetectorClient client, MixSource synthetic, MixSource human, int size, CancellationToken cancellationToken)
    {
        var rules = new GateRules(Policy);
        var largest = Math.Min(1, (double)human.Samples.Count / size);
        if (!io.ColorError)
        {
            return await new MixSearch(JudgeAsync, largest).FindAsync();
        }

        return await TextConsole.ForError(io).Status().StartAsync("mixing", status => new MixSearch(
            (share, draw) =>
            {
                status.Status = $"trying {Figures.Share(share)} of human data, draw {draw + 1}";
                return JudgeAsync(share, draw);
            },
            largest).FindAsync());

        async Task<GateOutcome> JudgeAsync(double share, int draw)
        {
            // One stream for each share and draw: mixtures of neighbouring shares are not the same samples.
            var random = new Random(HashCode(Seed, (int)Math.Round(share * MixSearch.Steps), draw));
            var people = (int)Math.Round(share * size);
            var mixture = human.Draw(people, random).Concat(synthetic.Draw(size - people, random));
            return rules.Decide(await client.ScoreStreamAsync(Reference, mixture.ToAsyncEnumerable(), null, null, cancellationToken), share);
        }
    }

    // The same in every run; System.HashCode is not.
    private static int HashCode(int seed, int step, int draw) => unchecked((seed * 1_000_003) + (step * 8191) + draw);

    private void Show(CommandIo io, MixResult result)
    {
        if (Json)
        {
            io.Output.Write(MixJson.Of(result, Policy));
        }
        else
        {
            new MixView(TextConsole.ForOutput(io)).Write(result);
        }
    }
}
