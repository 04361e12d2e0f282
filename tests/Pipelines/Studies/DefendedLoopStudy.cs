using Detector.Cli.Demo;
using Detector.Cli.Demo.HumanText;
using Detector.Cli.Demo.Loop;
using Detector.Client;
using Detector.Pipelines.Running;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;
using Words = Detector.Cli.Rendering.Words;

namespace Detector.Pipelines.Studies;

/// <summary>The demo's self-consuming loop with and without curation and anchors, several times: how many generations pass before the first alarm.</summary>
internal sealed class DefendedLoopStudy : IStudy<Setting>
{
    private static readonly int[] SeedsOfLoops = [1, 2, 3];

    public string Name => "defended loop";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        await using var service = await Service.StartNewAsync();
        using var client = new DetectorClient(service.Options);
        List<Target> targets = [];
        foreach (var seed in setting.Options.Smoke ? [1] : SeedsOfLoops)
        {
            targets.Add(await CompareAsync(setting, client, seed));
        }

        return targets;
    }

    private async Task<Target> CompareAsync(Setting setting, DetectorClient client, int seed)
    {
        var demo = setting.Options.Smoke
            ? new DemoOptions { Seed = seed, Samples = 600, ReferenceSize = 600, Batch = 200, Generations = 2 }
            : new DemoOptions { Seed = seed };
        string[] human = [.. CorpusSplit.Draw(setting.Passages, demo).Training.Select(passage => passage.Text)];
        var loop = new SelfConsumingLoop(human, demo.Loop);
        var reference = $"generation-0-{seed}";
        await client.CreateReferenceAsync(
            new ReferenceHeader { Name = reference, KeepTexts = true },
            loop.WriteHealthy(demo.ReferenceSize, ~seed).Select(text => new Sample { Text = text }).ToAsyncEnumerable());
        await client.WaitUntilReadyAsync(reference);
        var defence = new Defence(client, reference, human, demo.Samples, seed);
        var alone = await VerdictsAsync(client, reference, demo, loop.Run(Arm.Replace, demo.Generations).ToAsyncEnumerable());
        var defended = await VerdictsAsync(
            client, reference, demo, loop.RunAsync(demo.Generations, defence.Written, generation => defence.ChooseAsync(generation, CancellationToken.None)));
        var table = new TextTable("  generation", "replace", "defend");
        for (var number = 0; number <= demo.Generations; number++)
        {
            table.Add($"  {number}", Words.Of(alone[number]), Words.Of(defended[number]));
        }

        setting.Output.WriteLine($"  seed {seed}");
        setting.Output.WriteLine(table);
        var (first, other) = (Healthy(alone), Healthy(defended));
        return setting.Options.Smoke
            ? new Target($"{Name}, seed {seed}: generations judged", $"{demo.Generations + 1}", $"{defended.Count}", defended.Count == demo.Generations + 1)
            : new Target($"{Name}, seed {seed}: generations before the first warning", $"> {first}, those of replace", $"{other}", other > first);
    }

    private static async Task<List<Verdict>> VerdictsAsync(
        DetectorClient client, string reference, DemoOptions demo, IAsyncEnumerable<Generation> generations)
    {
        List<Verdict> verdicts = [];
        await foreach (var generation in generations)
        {
            var batch = generation.Passages.Take(demo.Batch).Select(text => new Sample { Text = text });
            verdicts.Add((await client.ScoreAsync(reference, batch)).Verdict);
        }

        return verdicts;
    }

    private static int Healthy(List<Verdict> verdicts) =>
        verdicts.FindIndex(verdict => verdict >= Verdict.Warning) is >= 0 and var first ? first : verdicts.Count;
}
