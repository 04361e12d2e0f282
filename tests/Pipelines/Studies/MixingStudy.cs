using System.Globalization;
using Detector.Cli.Gate;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Mixing;
using Detector.Client;
using Detector.Pipelines.Running;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;

namespace Detector.Pipelines.Studies;

/// <summary>What comes of following the advice of <c>detector mix</c>: the damaged data with the advised number of human samples, drawn anew, at the gate.</summary>
internal sealed class MixingStudy : IStudy<Setting>
{
    private const int Trials = 20;
    private const int MustPass = 16;
    private const int MayPass = 9;
    private const int Size = 1000;
    private const int MixtureSize = 4096;

    public string Name => "mixing";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        await using var service = await Service.StartNewAsync();
        using var client = new DetectorClient(service.Options);
        List<DamagedSet> sets = [DamagedSet.ThinnedLabels(setting.Labelled, 0.5, (0.4, 0.2), seed: 1)];
        if (!setting.Options.Smoke)
        {
            sets.Add(DamagedSet.CollapsedLoop(setting.Passages, small: false));
        }

        List<Target> targets = [];
        for (var number = 0; number < sets.Count; number++)
        {
            targets.AddRange(await FollowAsync(setting, client, sets[number], $"set-{number}"));
        }

        return targets;
    }

    private async Task<IEnumerable<Target>> FollowAsync(Setting setting, DetectorClient client, DamagedSet set, string reference)
    {
        await client.CreateReadyAsync(reference, set.Reference);
        Sample[] damaged = [.. set.Damaged.Select(WithoutId)], held = [.. set.Held.Select(WithoutId)];
        Seeds.For(Name).Shuffle(damaged);
        damaged = [.. damaged.Take(Size)];
        var (synthetic, human) = (new MixSource(damaged, damaged.Length), new MixSource(held, held.Length));
        var mixtures = new Mixtures(client, reference, new GatePolicy(), synthetic, human, MixtureSize, Seed: 1);
        var advice = await new MixSearch((share, draw) => mixtures.JudgeAsync(share, draw, CancellationToken.None), mixtures.LargestShare).FindAsync();
        if (setting.Options.Smoke)
        {
            return [new Target($"{Name}, {set.Name}: shares tried", "> 0", $"{advice.Points.Count}", advice.Points.Count > 0)];
        }

        if (advice.Share is not { } share || share is 0 or 1)
        {
            return [new Target($"{Name}, {set.Name}: advised share of human data", "between 0 and 1", advice.Share?.ToString(CultureInfo.InvariantCulture) ?? "none", Met: false)];
        }

        var number = (int)MixAdvice.ToAdd(share, damaged.Length);
        setting.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {set.Name}: {share:0.###} of human data advised, {number} samples to {damaged.Length}"));
        foreach (var point in advice.Points)
        {
            setting.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {point.Share:0.000}: {point.Accepted} of {point.Outcomes.Count} accepted {point.FailsOn}"));
        }

        var (whole, half) = (await AcceptedAsync(client, reference, damaged, human, number), await AcceptedAsync(client, reference, damaged, human, number / 2));
        return
        [
            new Target($"{Name}, {set.Name}: accepted with the advised {number}", $">= {MustPass} of {Trials}", $"{whole}", whole >= MustPass),
            new Target($"{Name}, {set.Name}: accepted with half of them", $"<= {MayPass} of {Trials}", $"{half}", half <= MayPass),
        ];
    }

    private static async Task<int> AcceptedAsync(DetectorClient client, string reference, Sample[] damaged, MixSource human, int number)
    {
        var rules = new GateRules(new GatePolicy());
        var accepted = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            Sample[] whole = [.. damaged, .. human.Draw(number, Seeds.For("followed", number, trial))];
            var report = await client.ScoreStreamAsync(reference, whole.ToAsyncEnumerable());
            accepted += rules.Decide(report, (double)number / whole.Length).Decision == GateDecision.Accept ? 1 : 0;
        }

        return accepted;
    }

    private static Sample WithoutId(Sample sample) => new() { Text = sample.Text };
}
