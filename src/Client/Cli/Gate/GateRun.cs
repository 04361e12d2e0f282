using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Gate.Output;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;

namespace Detector.Cli.Gate;

/// <summary>One run of <c>detector gate</c>.</summary>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Policy">What is let through.</param>
/// <param name="OriginField">Field of the origin; null for the default.</param>
/// <param name="MarkdownFile">Where to write Markdown; null for nowhere.</param>
/// <param name="JsonFile">Where to write JSON; null for nowhere.</param>
internal sealed record GateRun(string Reference, GatePolicy Policy, string? OriginField, string? MarkdownFile, string? JsonFile)
{
    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        WrittenFile.Check("--markdown", MarkdownFile);
        WrittenFile.Check("--json", JsonFile);
        using var client = ServerOptions.Connect(parsed, io);
        var samples = arguments.Open(parsed, io, options => options with
        {
            Fields = options.Fields with { Origin = OriginField },
            CountedOrigins = Policy.HumanData.Origins,
        });
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                var report = await new Upload(io, samples, "scoring").RunAsync(
                    progress => client.ScoreStreamAsync(Reference, samples.ReadAsync(cancellationToken), null, progress, cancellationToken));
                InputNotes.Write(io, samples);
                var outcome = new GateRules(Policy).Decide(report, (double)samples.CountOfOrigins / samples.Count);
                var source = new GateSource(arguments.FilesOf(parsed), samples.Count, samples.CountOfOrigins, samples.BadRows);
                WrittenFile.Write("--markdown", MarkdownFile, () => GateMarkdown.Of(outcome, source));
                WrittenFile.Write("--json", JsonFile, () => GateJson.Of(outcome, source, Policy));
                new GateView(TextConsole.ForOutput(io)).Write(outcome, source);
                return GateWords.ExitCodeOf(outcome.Decision);
            },
            samples);
    }
}
