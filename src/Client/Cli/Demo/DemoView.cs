using System.Globalization;
using Detector.Cli.Commands;
using Detector.Cli.Demo.Loop;
using Detector.Cli.Demo.Results;
using Detector.Cli.Demo.Service;
using Detector.Cli.Rendering;
using Spectre.Console;

namespace Detector.Cli.Demo;

/// <summary>What the demo prints on standard output.</summary>
internal sealed class DemoView
{
    // Wide enough for the tables; narrower terminals fold them.
    private const int RedirectedWidth = 120;

    private readonly IAnsiConsole _console;
    private readonly DemoOptions _options;

    /// <summary>Prepares to print.</summary>
    /// <param name="io">Where to.</param>
    /// <param name="options">How the demo runs.</param>
    public DemoView(CommandIo io, DemoOptions options)
    {
        _console = TextConsole.ForOutput(io.ColorOutput ? io : io with { Width = Math.Max(io.Width, RedirectedWidth) });
        _options = options;
    }

    /// <summary>An arm in words.</summary>
    /// <param name="arm">The arm.</param>
    public static string Text(Arm arm) => arm switch
    {
        Arm.Replace => "replace",
        Arm.Accumulate => "accumulate with human text",
        _ => "defend with curation and seeds",
    };

    /// <summary>Prints what is about to happen, with every parameter.</summary>
    /// <param name="passages">Passages of the corpus.</param>
    public void WriteSettings(int passages)
    {
        var (model, shape) = (_options.Model, _options.Shape);
        Line($"Human text: {passages:N0} passages of {shape.MinWords} to {shape.MaxWords} words from the State of the Union addresses 1790-2021.");
        Line($"Model: a word {model.Order}-gram model, back-off {model.BackOff}, temperature {model.Temperature}, seed {_options.Seed}.");
        Line($"Each generation learns from {_options.Samples:N0} passages and writes as many; {_options.Batch} of them are scored.");
        Line($"  {Text(Arm.Replace)}: learns only from what the generation before wrote");
        Line($"  {Text(Arm.Accumulate)}: learns from the human text and what all generations before wrote");
        if (_options.Defend)
        {
            Line($"  {Text(Arm.Defend)}: writes {Defence.Oversampling} times as much, learns from the selection that 'detector curate' makes of it");
            Line($"    and from {Defence.AnchorShare * 100:0} % of anchors: what 'detector seeds' names, then human passages");
        }
    }

    /// <summary>Prints where the service is.</summary>
    /// <param name="service">The service.</param>
    public void WriteService(DemoService service)
    {
        Line($"Service: {service.Address} (gRPC){(service.MetricsAddress is { } metrics ? $", metrics at {metrics}" : "")}");
        _console.WriteLine();
    }

    /// <summary>Prints the tables and what they show.</summary>
    /// <param name="result">What the demo found.</param>
    /// <param name="expectations">What a working detector must show.</param>
    /// <param name="took">How long it took.</param>
    public void WriteResult(DemoResult result, IReadOnlyList<Expectation> expectations, TimeSpan took)
    {
        GenerationTable.Write(
            _console, "Against what generation 0 writes (the healthy model)", result.Generations.Select(g => (g.Arm, g.Number, g.AgainstHealthy)));
        GenerationTable.Write(
            _console, "Against human passages", result.Generations.Select(g => (g.Arm, g.Number, g.AgainstHuman)), result.HeldOut);
        _console.WriteLine("Diversity is vendi, tail is tail_occupancy, lexical tail is rare_token_survival: change against healthy batches.");
        _console.WriteLine("Drift is mmd. * marks what healthy batches of this size hardly ever show.");
        _console.WriteLine("A model of three words at a time is far from human text from the start: a reference must fit the question asked.");
        _console.WriteLine();
        foreach (var expectation in expectations)
        {
            Line($"{(expectation.Holds ? "✓" : "✗")} {expectation.Claim}: {expectation.Found}");
        }

        Line($"Took {took.TotalSeconds:0} s.");
    }

    /// <summary>Waits until the demo is interrupted.</summary>
    /// <param name="service">The service.</param>
    /// <param name="references">What to look at.</param>
    /// <param name="cancellation">The interruption.</param>
    public async Task KeepAsync(DemoService service, TemporaryReferences references, CancellationToken cancellation)
    {
        Line($"The service stays at {service.Address}{(service.MetricsAddress is { } metrics ? $", its metrics at {metrics}" : "")}, with the references {string.Join(" and ", references.Names)}.");
        _console.WriteLine("Ctrl-C ends it.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The one way out.
        }
    }

    private void Line(FormattableString text) => _console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
