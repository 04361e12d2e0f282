using Detector.Cli.Commands;
using Detector.Cli.Demo.HumanText;
using Detector.Cli.Demo.Loop;
using Detector.Cli.Demo.Results;
using Detector.Cli.Demo.Service;
using Detector.Cli.Rendering;
using Detector.Client;
using Detector.V1;

namespace Detector.Cli.Demo;

/// <summary>One run of <c>detector demo</c>.</summary>
/// <param name="io">What it writes.</param>
/// <param name="options">How it runs.</param>
/// <param name="clock">Tells how long it took.</param>
internal sealed class DemoRun(CommandIo io, DemoOptions options, TimeProvider clock)
{
    private readonly StepProgress _progress = new(io);

    /// <summary>Runs the demo.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">It lacks the corpus or the service.</exception>
    /// <exception cref="DetectorException">The service refused or could not be reached.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var view = new DemoView(io, options);
        var passages = Addresses.Read(
            options.Corpus ?? throw new UsageException("The demo needs its texts: run it as './detector demo', or name them with --corpus."),
            options.Shape);
        var split = CorpusSplit.Draw(passages, options);
        view.WriteSettings(passages.Count);

        await using var service = await DemoService.OpenAsync(options, cancellation);
        view.WriteService(service);
        using var client = new DetectorClient(service.Client);
        await using var references = new TemporaryReferences(client, io, "demo", keep: options.Keep);
        var result = await MeasureAsync(client, references, split, cancellation);

        var expectations = Expectations.Of(result);
        view.WriteResult(result, expectations, clock.GetElapsedTime(started));
        if (options.JsonFile is { } file)
        {
            await ResultFile.WriteAsync(file, result, expectations, cancellation);
        }

        if (options.Keep)
        {
            await view.KeepAsync(service, references, cancellation);
        }

        return expectations.All(expectation => expectation.Holds) ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task<DemoResult> MeasureAsync(
        DetectorClient client, TemporaryReferences references, CorpusSplit split, CancellationToken cancellation)
    {
        var loop = new SelfConsumingLoop(split.Training.Select(passage => passage.Text), options.Loop);
        // Far from the seeds of the generations, so that the reference holds no passage of a batch.
        var healthyTexts = loop.WriteHealthy(options.ReferenceSize, ~options.Seed);
        var human = await _progress.RunAsync(
            $"making the reference of {options.ReferenceSize} human passages",
            report => references.CreateAsync(
                Header("human"), split.Reference.Select(Sample).ToAsyncEnumerable(), split.Reference.Length, report, cancellation));
        var healthy = await _progress.RunAsync(
            $"making the reference of {options.ReferenceSize} passages by generation 0",
            report => references.CreateAsync(
                Header("generation-0"), healthyTexts.Select(Sample).ToAsyncEnumerable(), options.ReferenceSize, report, cancellation));
        var heldOut = await _progress.RunAsync(
            $"scoring {options.Batch} held-out human passages",
            _ => client.ScoreAsync(human, split.HeldOut.Select(Sample), null, cancellation));

        // Anchored on what generation 0 learnt from: other human text has other rare words than this model ever knew.
        var defence = new Defence(client, healthy, [.. split.Training.Select(passage => passage.Text)], options.Samples, options.Seed);
        List<GenerationReport> reports = [];
        foreach (var arm in options.Arms)
        {
            var generations = arm == Arm.Defend
                ? loop.RunAsync(options.Generations, defence.Written, generation => defence.ChooseAsync(generation, cancellation))
                : loop.Run(arm, options.Generations).ToAsyncEnumerable();
            await _progress.RunAsync(
                $"arm '{DemoView.Text(arm)}': generations 0 to {options.Generations}",
                async report =>
                {
                    await foreach (var generation in generations)
                    {
                        var batch = generation.Passages.Take(options.Batch).Select(Sample).ToList();
                        var scores = await Task.WhenAll(
                            client.ScoreAsync(healthy, batch, null, cancellation), client.ScoreAsync(human, batch, null, cancellation));
                        reports.Add(new GenerationReport(arm, generation.Number, scores[0], scores[1]));
                        report.Report((generation.Number + 1.0) / (options.Generations + 1));
                    }

                    return reports.Count;
                });
        }

        return new DemoResult(options, heldOut, reports);
    }

    private static ReferenceHeader Header(string name) => new() { Name = name, Description = "Made by the demo", KeepTexts = true };

    private static Sample Sample(HumanPassage passage) => new() { Id = passage.Id, Text = passage.Text, Subset = passage.Era };

    private static Sample Sample(string text) => new() { Text = text };
}
