using System.Diagnostics;
using System.Globalization;
using Detector.Chaos.Running;
using Detector.Tests.Shared;

namespace Detector.Chaos.Disturbances;

/// <summary>Several replicas on one PostgreSQL database under load; one is killed in the middle and one added.</summary>
internal sealed class Replicas : IDisturbance
{
    private const int Window = 96;
    private const int Writers = 6;

    public string Name => "replicas on one PostgreSQL";

    public async Task<IReadOnlyList<Target>> RunAsync(ChaosOptions options)
    {
        await using var server = await PostgresServer.StartNewAsync();
        var batches = options.Smoke ? 20 : 150;
        List<Target> targets = [];
        Outcome[]? alone = null;
        foreach (var replicas in options.Smoke ? (int[])[1, 3] : [1, 2, 3])
        {
            var run = await WriteAsync(server, options, replicas, batches);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {replicas} replicas: {run.Samples / run.Acknowledged.TotalSeconds:0} samples/s acknowledged, {run.Samples / run.Judged.TotalSeconds:0} samples/s judged"));
            if (alone is null)
            {
                alone = run.Outcomes;
                continue;
            }

            var what = replicas == 3 ? "3 replicas, one killed and one added" : $"{replicas} replicas";
            var same = run.Outcomes.Zip(alone).Count(pair => pair.First.Same(pair.Second) && pair.First.Samples == pair.Second.Samples);
            targets.Add(new Target($"{what}: monitors with the reports and evidence of one replica", $"{Writers}", $"{same}", same == Writers));
            targets.Add(new Target($"{what}: every replica's /metrics shows the same monitors", "the same", run.MetricsSame ? "the same" : "differs", run.MetricsSame));
        }

        return targets;
    }

    private static async Task<(Outcome[] Outcomes, long Samples, TimeSpan Acknowledged, TimeSpan Judged, bool MetricsSame)> WriteAsync(
        PostgresServer server, ChaosOptions options, int replicas, int batches)
    {
        using var folder = new TemporaryFolder();
        string[] on = [.. Service.On(await server.CreateDatabaseAsync()), "--Monitors:WaitingWindows=10000"];
        var started = 0;
        Task<Service> StartAsync() => Service.StartAsync(Path.Combine(folder.Path, $"{started++}"), on);
        var services = new List<Service>();
        try
        {
            for (var i = 0; i < replicas; i++)
            {
                services.Add(await StartAsync());
            }

            await services[0].CreateReferenceAsync();
            for (var i = 0; i < Writers; i++)
            {
                await services[0].WatchAsync($"m{i}", Window);
            }

            var live = services.ToArray();
            var turn = 0;
            Writer[] writers =
            [
                .. Enumerable.Range(0, Writers).Select(i => new Writer(
                    $"m{i}",
                    streams: false,
                    options.Seed,
                    () => Volatile.Read(ref live) is var all ? all[Interlocked.Increment(ref turn) % all.Length].Monitors : null!)),
            ];
            var clock = Stopwatch.StartNew();
            var writing = Task.WhenAll(writers.Select(writer => Task.Run(() => writer.RunAsync(batches, CancellationToken.None))));
            if (replicas == 3)
            {
                while (writers.Sum(writer => writer.Batches) < writers.Length * batches / 3)
                {
                    await Task.Delay(10);
                }

                await services[1].DisposeAsync();
                services.RemoveAt(1);
                Volatile.Write(ref live, [.. services]);
                services.Add(await StartAsync());
                Volatile.Write(ref live, [.. services]);
            }

            await writing;
            var acknowledged = clock.Elapsed;
            var outcomes = new List<Outcome>();
            foreach (var writer in writers)
            {
                outcomes.Add(await Outcome.ReadAsync(services[^1].Monitors, writer.Monitor));
            }

            var judged = clock.Elapsed;
            var shown = new List<string>();
            foreach (var service in services)
            {
                shown.Add(string.Join('\n', (await service.MetricsAsync()).Split('\n')
                    .Where(line => line.Contains("{monitor=", StringComparison.Ordinal)).Order(StringComparer.Ordinal)));
            }

            return ([.. outcomes], writers.Sum(writer => writer.Samples), acknowledged, judged, shown[0].Length > 0 && shown.Distinct().Count() == 1);
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }
}
