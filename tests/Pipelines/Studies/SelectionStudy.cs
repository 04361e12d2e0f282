using System.Globalization;
using Detector.Client;
using Detector.Pipelines.Running;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;

namespace Detector.Pipelines.Studies;

/// <summary>
/// The best m of n candidates that Curate selects beside a random m of the same n. Both are scored against a second reference, made of other
/// samples than the one that the selection knows.
/// </summary>
internal sealed class SelectionStudy : IStudy<Setting>
{
    private const int Repeats = 10;
    private const int CandidatesPerSelected = 4;

    // Of the t distribution with nine degrees of freedom, .975.
    private const double StudentQuantile = 2.262;

    private static readonly string[] Metrics = ["recall", "tail_recall", "cells_occupied", "vendi"];

    public string Name => "selection";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        await using var service = await Service.StartNewAsync();
        using var client = new DetectorClient(service.Options);
        List<Target> targets = [];
        DamagedSet[] sets =
        [
            DamagedSet.ThinnedLabels(setting.Labelled, 0.5, (0.3, 0.4), seed: 1),
            DamagedSet.CollapsedLoop(setting.Passages, setting.Options.Smoke),
        ];
        for (var number = 0; number < sets.Length; number++)
        {
            targets.AddRange(await CompareAsync(setting, client, sets[number], $"set-{number}"));
        }

        return targets;
    }

    private async Task<IEnumerable<Target>> CompareAsync(Setting setting, DetectorClient client, DamagedSet set, string name)
    {
        var (known, other) = ($"{name}-known", $"{name}-other");
        await client.CreateReadyAsync(known, set.Reference);
        await client.CreateReadyAsync(other, set.Held.Take(set.Reference.Count));
        var repeats = setting.Options.Smoke ? 1 : Repeats;
        var candidates = 2 * set.Damaged.Count / 3;
        var selected = candidates / CandidatesPerSelected;
        List<(Report Random, Report Curated)> pairs = [];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            Sample[] drawn = [.. set.Damaged];
            Seeds.For(Name, repeat).Shuffle(drawn);
            drawn = drawn[..candidates];
            var summary = await client.CurateAsync(
                known, drawn.Select(ClientExtensions.Unlabelled).ToAsyncEnumerable(), _ => ValueTask.CompletedTask, selected, (ulong)repeat);
            pairs.Add((
                await ScoreAsync(client, other, drawn[..selected]),
                await ScoreAsync(client, other, summary.Selected.Select(index => drawn[index]))));
        }

        setting.Output.WriteLine($"  {set.Name}: {selected} of {candidates} candidates, {repeats} repeats");
        var table = new TextTable("  metric", "random", "curated", "healthy range");
        List<Target> targets = [];
        foreach (var metric in Metrics)
        {
            double[] random = [.. pairs.Select(pair => Score(pair.Random, metric).Value)], curated = [.. pairs.Select(pair => Score(pair.Curated, metric).Value)];
            var healthy = Score(pairs[0].Random, metric);
            table.Add($"  {metric}", Spread(random), Spread(curated), string.Create(CultureInfo.InvariantCulture, $"{healthy.NullP05:0.###} to {healthy.NullP95:0.###}"));
            if (!setting.Options.Smoke)
            {
                targets.Add(OfMetric(set.Name, metric, random, curated, healthy));
            }
        }

        setting.Output.WriteLine(table);
        // One repeat of little data shows nothing but that it runs.
        return setting.Options.Smoke
            ? [new Target($"{Name}, {set.Name}: candidates selected", $"{selected}", $"{pairs[0].Curated.SampleCount}", pairs[0].Curated.SampleCount == selected)]
            : targets;
    }

    // What is healthy cannot be made better: there the selection must stay healthy. Elsewhere it must be better beyond the noise.
    private Target OfMetric(string set, string metric, double[] random, double[] curated, Score healthy)
    {
        var gain = Difference(random, curated);
        var measured = string.Create(CultureInfo.InvariantCulture, $"{random.Average():0.###} -> {curated.Average():0.###} ({gain.Low:+0.###;-0.###} to {gain.High:+0.###;-0.###})");
        return random.Average() >= healthy.NullP05
            ? new Target($"{Name}, {set}: {metric}, healthy at random, stays so", ">= 5th percentile", measured, curated.Average() >= healthy.NullP05)
            : new Target($"{Name}, {set}: {metric}, curated beats random", "interval above 0", measured, gain.Low > 0);
    }

    // The mean of the paired differences with its 95 % interval.
    private static (double Low, double High) Difference(double[] random, double[] curated)
    {
        double[] differences = [.. curated.Zip(random, (better, plain) => better - plain)];
        var (mean, half) = (differences.Average(), StudentQuantile * Deviation(differences) / Math.Sqrt(differences.Length));
        return (mean - half, mean + half);
    }

    private static async Task<Report> ScoreAsync(DetectorClient client, string reference, IEnumerable<Sample> samples) =>
        await client.ScoreStreamAsync(reference, samples.Select(ClientExtensions.Unlabelled).ToAsyncEnumerable());

    private static Score Score(Report report, string metric) => report.Scores.Single(score => score.Metric == metric);

    private static string Spread(double[] values)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{values.Average():0.###} +- {Deviation(values):0.###}");
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
    }
}
