using Detector.Client;
using Detector.Hardening.Fuzzing;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;

namespace Detector.Hardening.Overload;

/// <summary>
/// Ten times the load that the service can bear, for minutes: who is let in waits no longer than for those let in before, the others hear
/// at once that they are not, and when the crowd is gone everything is as it was.
/// </summary>
internal sealed class OverloadStudy : IStudy<HardeningOptions>
{
    private const string Reference = "r";
    private const int Times = 10;
    private const int Window = 128;

    // Calls that wait are let in up to here; one more is refused.
    private const int ScoringCalls = 64;

    public string Name => "overload";

    public async Task<IReadOnlyList<Target>> RunAsync(HardeningOptions setting)
    {
        var (short_, long_) = setting.Smoke ? (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6)) : (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(120));
        Cores.Announce();
        await using var service = await Service.StartNewAsync(
            $"--Scoring:Calls={ScoringCalls}", "--Monitors:WaitingWindows=2", "--References:NullDraws=99", "--Log:Level=Warning");
        using var client = new DetectorClient(service.Options);
        await PrepareAsync(client);
        Cores.Part(service.ProcessId);
        using var callers = new Callers(service.Options.Address!, Reference);
        await callers.CloselyAsync(4 * ScoringCalls / 8, short_);

        var before = new Load(await callers.CloselyAsync(ScoringCalls / 2, short_), short_.TotalSeconds);
        var half = new Load(await callers.OpenlyAsync(before.Goodput / 2, short_), short_.TotalSeconds);
        var rest = Memory.ResidentMebibytes(service.ProcessId);
        var watch = new Watch(service);
        Load during;
        await using (watch)
        {
            during = new Load(await callers.OpenlyAsync(Times * before.Goodput, long_), long_.TotalSeconds);
        }

        var calm = new Load(await callers.OpenlyAsync(before.Goodput / 2, short_), short_.TotalSeconds);
        var after = new Load(await callers.CloselyAsync(ScoringCalls / 2, short_), short_.TotalSeconds);
        var halfAgain = new Load(await callers.OpenlyAsync(before.Goodput / 2, short_), short_.TotalSeconds);
        Show(("closed loop before", before), ("half load before", half), ($"{Times} times the load", during), ("half load, at once after", calm), ("closed loop after", after), ("half load after", halfAgain));
        Console.WriteLine(FormattableString.Invariant($"  memory: {rest:0} MiB before, at most {watch.MostMebibytes:0} during; longest answer of health {watch.LongestMilliseconds:0} ms"));
        return Judge(setting, before, half, during, calm, after, halfAgain, rest, watch);
    }

    private static async Task PrepareAsync(DetectorClient client)
    {
        await client.CreateReferenceAsync(new ReferenceHeader { Name = Reference }, FuzzedService.Samples(1000, "overload").ToAsyncEnumerable());
        await client.WaitUntilReadyAsync(Reference);
        for (var i = 0; i < Callers.Monitors; i++)
        {
            await client.CreateMonitorAsync(new CreateMonitorRequest
            {
                Name = $"m{i}",
                Reference = Reference,
                Settings = new MonitorSettings { Window = new WindowSettings { Samples = Window } },
            });
        }
    }

    private static void Show(params (string Name, Load Load)[] loads)
    {
        var table = new TextTable("", "offered/s", "accepted/s", "score p50", "score p99 ms", "observe p50", "observe p99 ms", "refused p50", "refused p99 ms");
        foreach (var (name, load) in loads)
        {
            table.Add(
                name, Whole(load.Offered), Whole(load.Goodput), Whole(load.Median(CallKind.Score)), Whole(load.P99(CallKind.Score)), Whole(load.Median(CallKind.Observe)),
                Whole(load.P99(CallKind.Observe)), Whole(load.RefusalMedian), Whole(load.RefusalP99));
        }

        Console.WriteLine($"\n{table}");
    }

    private List<Target> Judge(
        HardeningOptions setting, Load before, Load half, Load during, Load calm, Load after, Load halfAgain, double rest, Watch watch)
    {
        List<Target> targets =
        [
            new($"{Name}: calls that failed for another reason than the load", "0", $"{during.Failed}", during.Failed == 0),
            new($"{Name}: refusals that do not say when to try again", "0", $"{during.Silent}", during.Silent == 0),
            new($"{Name}: answers of health and readiness that were bad", "0", $"{watch.Unhealthy}", watch.Unhealthy == 0),
        ];
        if (setting.Smoke)
        {
            return targets;
        }

        // Little's law: whoever is let in waits for at most those that were let in before, which the service gets through at its own rate.
        var bound = 1000 * ScoringCalls / during.GoodputOf(CallKind.Score);
        targets.AddRange(
        [
            Target.AtLeast($"{Name}: load offered, of what the service can do", 9, during.Offered / before.Goodput),
            Target.AtLeast($"{Name}: calls accepted a second, of those without overload", 0.8, during.Goodput / before.Goodput),
            Target.AtMost($"{Name}: p99 ms of accepted Score calls: that of {ScoringCalls} calls at the rate of accepted ones, and a half more", 1.5 * bound, during.P99(CallKind.Score)),
            Target.AtMost($"{Name}: p99 ms of accepted Observe calls, as for Score", 1.5 * bound, during.P99(CallKind.Observe)),
            Target.AtMost($"{Name}: p99 of refusals, of the median of accepted Score calls", 0.5, during.RefusalP99 / during.Median(CallKind.Score)),
            Target.AtMost($"{Name}: most MiB more than before", 150, watch.MostMebibytes - rest),
            Target.AtMost($"{Name}: MiB more in the last third than in the one before", 30, watch.Growth),
            Target.AtMost($"{Name}: seconds until half the load is as fast as before (twice its p99)", 10, calm.CalmAfter(2 * Math.Max(half.P99(CallKind.Score), half.P99(CallKind.Observe)))),
            Target.AtLeast($"{Name}: calls a second after it, of those before", 0.9, after.Goodput / before.Goodput),
            Target.AtMost($"{Name}: p99 of Score at half the load after it, of that before", 1.5, halfAgain.P99(CallKind.Score) / half.P99(CallKind.Score)),
        ]);
        return targets;
    }

    private static string Whole(double value) => FormattableString.Invariant($"{value:0}");
}
