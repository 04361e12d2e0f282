using System.Diagnostics;
using Detector.Chaos.Running;
using Detector.Tests.Shared;
using Grpc.Core;

namespace Detector.Chaos.Disturbances;

/// <summary>PostgreSQL is stopped for a time, then frozen for a time.</summary>
internal sealed class Outage : IDisturbance
{
    public string Name => "PostgreSQL away";

    public async Task<IReadOnlyList<Target>> RunAsync(ChaosOptions options)
    {
        var time = TimeSpan.FromSeconds(options.Smoke ? 5 : 30);
        using var folder = new TemporaryFolder();
        await using var server = await PostgresServer.StartNewAsync();
        await using var service = await Service.StartAsync(folder.Path, Service.On(await server.CreateDatabaseAsync()));
        await service.CreateReferenceAsync();
        await service.WatchAsync("m", 96);
        var writer = new Writer("m", streams: false, options.Seed, () => service.Monitors);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(() => writer.RunAsync(int.MaxValue, stop.Token));
        List<Target> targets = [];
        targets.AddRange(await AwayAsync("stopped", server.StopAsync, server.StartAsync));
        targets.AddRange(await AwayAsync("frozen", server.PauseAsync, server.ContinueAsync));
        await stop.CancelAsync();
        await writing;
        var outcome = await Outcome.ReadAsync(service.Monitors, "m");
        Console.WriteLine($"  failed calls: {string.Join(", ", writer.Failures.Select(pair => $"{pair.Key} {pair.Value}"))}");
        var others = writer.Failures.Where(pair => pair.Key is not (StatusCode.Unavailable or StatusCode.ResourceExhausted)).Sum(pair => pair.Value);
        targets.Add(new Target($"{Name}: calls failed with UNAVAILABLE", "all that failed, but for full queues", $"{writer.Failures.GetValueOrDefault(StatusCode.Unavailable)}, {others} with another status", others == 0 && writer.Failures.ContainsKey(StatusCode.Unavailable)));
        targets.Add(new Target($"{Name}: samples stored", $"{writer.Samples}, as acknowledged", $"{outcome.Samples}", outcome.Samples == writer.Samples));
        return targets;

        async Task<IReadOnlyList<Target>> AwayAsync(string how, Func<Task> leave, Func<Task> comeBack)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            await leave();
            var clock = Stopwatch.StartNew();
            await Task.Delay(time / 2);
            var away = await service.ReadyAsync();
            var up = (await service.MetricsAsync()).Contains("detector_store_up 0", StringComparison.Ordinal);
            await Task.Delay(TimeSpan.FromTicks(Math.Max(0, (time - clock.Elapsed).Ticks)));
            await comeBack();
            clock.Restart();
            var before = writer.Samples;
            while ((await service.ReadyAsync() != 200 || writer.Samples == before) && clock.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(50);
            }

            var recovered = clock.Elapsed;
            return
            [
                new Target($"PostgreSQL {how} for {time.TotalSeconds} s: /readyz and detector_store_up meanwhile", "503 and 0", $"{away} and {(up ? 0 : 1)}", away == 503 && up),
                new Target($"PostgreSQL {how} for {time.TotalSeconds} s: seconds until samples are acknowledged again", "<= 15", $"{recovered.TotalSeconds:0.0}", recovered < TimeSpan.FromSeconds(15)),
            ];
        }
    }
}
