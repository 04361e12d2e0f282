using System.Globalization;
using Detector.Chaos.Running;
using Detector.Tests.Shared;

namespace Detector.Chaos.Disturbances;

/// <summary>kill -9 at random moments while samples are acknowledged and windows judged; then the same samples without any kill.</summary>
/// <param name="postgres">The store: PostgreSQL or SQLite.</param>
internal sealed class Kills(bool postgres) : IDisturbance
{
    private const int Window = 96;
    private const int Writers = 4;

    public string Name => $"kill -9 on {(postgres ? "PostgreSQL" : "SQLite")}";

    public async Task<IReadOnlyList<Target>> RunAsync(ChaosOptions options)
    {
        var kills = options.Smoke ? 3 : 50;
        await using var server = postgres ? await PostgresServer.StartNewAsync() : null;
        var disturbed = await WriteAsync(server, options, kills, null);
        Console.WriteLine($"  {kills} kills: {disturbed.Writers.Sum(writer => writer.Samples)} samples acknowledged, failed calls: {Failures(disturbed.Writers)}");
        var quiet = await WriteAsync(server, options, 0, [.. disturbed.Writers.Select(writer => writer.Batches)]);

        var acknowledged = disturbed.Writers.Sum(writer => writer.Samples);
        var stored = disturbed.Outcomes.Sum(outcome => outcome.Samples);
        var windows = disturbed.Outcomes.Sum(outcome => outcome.Reports.Count);
        var same = disturbed.Outcomes.Zip(quiet.Outcomes).Count(pair => pair.First.Same(pair.Second));
        return
        [
            new Target($"{Name}: samples stored, {kills} kills", $"{acknowledged}, as acknowledged", $"{stored}", stored == acknowledged),
            new Target($"{Name}: windows judged", $"{quiet.Outcomes.Sum(outcome => outcome.Reports.Count)}, as without kills", $"{windows}", windows > 0 && windows == quiet.Outcomes.Sum(outcome => outcome.Reports.Count)),
            new Target($"{Name}: monitors with the reports and evidence of an uninterrupted run, to the bit", $"{Writers}", $"{same}", same == Writers),
        ];
    }

    private static async Task<(Writer[] Writers, Outcome[] Outcomes)> WriteAsync(PostgresServer? server, ChaosOptions options, int kills, int[]? batches)
    {
        using var folder = new TemporaryFolder();
        string[] on = server is null ? [] : Service.On(await server.CreateDatabaseAsync());
        var service = await Service.StartAsync(folder.Path, on);
        try
        {
            await service.CreateReferenceAsync();
            for (var i = 0; i < Writers; i++)
            {
                await service.WatchAsync($"m{i}", Window);
            }

            var monitors = service.Monitors;
            Writer[] writers = [.. Enumerable.Range(0, Writers).Select(i => new Writer($"m{i}", streams: i % 2 == 1, options.Seed, () => Volatile.Read(ref monitors)))];
            using var stop = new CancellationTokenSource();
            var writing = Task.WhenAll(writers.Select((writer, i) => Task.Run(() => writer.RunAsync(batches?[i] ?? int.MaxValue, stop.Token))));
            var random = new Random(options.Seed);
            for (var kill = 0; kill < kills; kill++)
            {
                await Task.Delay(random.Next(20, 1500));
                await service.DisposeAsync();
                service = await Service.StartAsync(folder.Path, on);
                Volatile.Write(ref monitors, service.Monitors);
            }

            if (batches is null)
            {
                await Task.Delay(500);
                await stop.CancelAsync();
            }

            await writing;
            var outcomes = new List<Outcome>();
            foreach (var writer in writers)
            {
                outcomes.Add(await Outcome.ReadAsync(service.Monitors, writer.Monitor));
            }

            return (writers, [.. outcomes]);
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    private static string Failures(Writer[] writers) => string.Join(", ", writers.SelectMany(writer => writer.Failures).GroupBy(pair => pair.Key)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Sum(pair => pair.Value)}")));
}
