using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
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
                var synthetic = await CountedRead.RunAsync(io, samples, "reading", read => MixSource.ChooseAsync(read, Seed), cancellationToken);
                var human = await CountedRead.RunAsync(io, people, "reading human data", read => MixSource.ChooseAsync(read, Seed), cancellationToken);
                if (synthetic.Samples.Count < Smallest)
                {
                    throw new InputException($"{synthetic.Samples.Count} samples are too few to say how they mix; at least {Smallest} are needed");
                }

                var advice = await SearchAsync(io, new Mixtures(client, Reference, Policy, synthetic, human, Size, Seed), cancellationToken);
                Show(io, new MixResult(Reference, advice, synthetic.Count, human.Count, Size));
                return advice.Share is null ? ExitCode.Verdict : ExitCode.Success;
            });
    }

    private static async Task<MixAdvice> SearchAsync(CommandIo io, Mixtures mixtures, CancellationToken cancellationToken)
    {
        if (!io.ColorError)
        {
            return await new MixSearch((share, draw) => mixtures.JudgeAsync(share, draw, cancellationToken), mixtures.LargestShare).FindAsync();
        }

        return await TextConsole.ForError(io).Status().StartAsync("mixing", status => new MixSearch(
            (share, draw) =>
            {
                status.Status = $"trying {Figures.Share(share)} of human data, draw {draw + 1}";
                return mixtures.JudgeAsync(share, draw, cancellationToken);
            },
            mixtures.LargestShare).FindAsync());
    }

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
