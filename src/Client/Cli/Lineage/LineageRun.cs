using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Lineage.Output;
using Detector.Cli.Lineage.Scoring;
using Detector.Cli.Lineage.Trend;
using Detector.Cli.Rendering;

namespace Detector.Cli.Lineage;

/// <summary>One run of <c>detector lineage</c>.</summary>
/// <param name="Files">The generations, the oldest first.</param>
/// <param name="Settings">How they are judged.</param>
/// <param name="MarkdownFile">Where to write Markdown; null for nowhere.</param>
/// <param name="JsonFile">Where to write JSON; null for nowhere.</param>
internal sealed record LineageRun(IReadOnlyList<string> Files, LineageSettings Settings, string? MarkdownFile, string? JsonFile)
{
    public async Task<int> RunAsync(ParseResult parsed, InputArguments arguments, CommandIo io, CancellationToken cancellationToken)
    {
        WrittenFile.Check("--markdown", MarkdownFile);
        WrittenFile.Check("--json", JsonFile);
        using var client = ServerOptions.Connect(parsed, io);
        var input = new GenerationInput(parsed, arguments, io, Files);
        return await Failures.GuardAsync(
            io,
            async () =>
            {
                await input.CheckAsync(cancellationToken);
                if (Settings.Reference is { } name)
                {
                    // A reference that is not there is told before anything is made.
                    await client.GetReferenceAsync(name, cancellationToken);
                }

                await using var references = new TemporaryReferences(client, io, "lineage");
                var scoring = new LineageScoring(client, references, input, Settings, new StepProgress(io));
                var comparisons = await scoring.RunAsync(cancellationToken);
                var result = new LineageResult(Settings.Reference, input.Generations, [.. comparisons.Select(TrendRules.Of)], Settings.FailOn);
                WrittenFile.Write("--markdown", MarkdownFile, () => LineageMarkdown.Of(result));
                WrittenFile.Write("--json", JsonFile, () => LineageJson.Of(result));
                new LineageView(TextConsole.ForOutput(io)).Write(result);
                return result.ExitCode;
            },
            () => input.Current);
    }
}
