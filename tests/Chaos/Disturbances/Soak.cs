using System.Diagnostics;
using System.Globalization;
using Detector.Chaos.Running;
using Detector.Tests.Shared;
using Detector.V1;
using Grpc.Core;

namespace Detector.Chaos.Disturbances;

/// <summary>Full speed for a long time: memory and store stay level.</summary>
internal sealed class Soak : IDisturbance
{
    private const int Writers = 4;
    private const int Kept = 20;

    public string Name => "soak";

    public async Task<IReadOnlyList<Target>> RunAsync(ChaosOptions options)
    {
        var time = TimeSpan.FromMinutes(options.Minutes);
        using var folder = new TemporaryFolder();
        await using var service = await Service.StartAsync(folder.Path, "--Monitors:RequestMinutes=1");
        await service.CreateReferenceAsync();
        Writer[] writers =
        [
            .. Enumerable.Range(0, Writers).Select(i => new Writer($"m{i}", streams: i % 2 == 1, options.Seed, () => service.Monitors, largest: 200)),
        ];
        foreach (var writer in writers)
        {
            await service.WatchAsync(writer.Monitor, 256, Kept);
        }

        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(writers.Select(writer => Task.Run(() => writer.RunAsync(int.MaxValue, stop.Token))));
        var clock = Stopwatch.StartNew();
        List<(double Minutes, double Memory, double Store)> readings = [];
        while (clock.Elapsed < time)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Smoke ? 1 : 5));
            readings.Add((clock.Elapsed.TotalMinutes, Megabytes(service.Id), Megabytes(folder.Path)));
        }

        await stop.CancelAsync();
        await writing;
        var windows = 0L;
        foreach (var writer in writers)
        {
            windows += (await service.Monitors.GetMonitorAsync(new GetMonitorRequest { Name = writer.Monitor })).Monitor.WindowCount;
        }

        Write(readings);
        var samples = writers.Sum(writer => writer.Samples);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {samples / clock.Elapsed.TotalSeconds:0} samples/s, {windows / clock.Elapsed.TotalSeconds:0.0} windows/s"));
        return [.. Judge(readings, writers, windows, options.Smoke)];
    }

    // The first quarter warms caches, pools and the retention of reports up.
    private static IEnumerable<Target> Judge(List<(double Minutes, double Memory, double Store)> readings, Writer[] writers, long windows, bool smoke)
    {
        var warm = readings.Skip(readings.Count / 4).ToArray();
        var span = warm[^1].Minutes - warm[0].Minutes;
        var (memory, store) = (Slope(warm, reading => reading.Memory) * span, Slope(warm, reading => reading.Store) * span);
        var (level, size) = (warm.Average(reading => reading.Memory), warm.Average(reading => reading.Store));
        if (!smoke)
        {
            yield return new Target("soak: growth of memory after the first quarter", "<= 5 %", Percent(memory / level), memory <= 0.05 * level);
            yield return new Target("soak: growth of the store after the first quarter", "<= 5 %", Percent(store / size), store <= 0.05 * size);
        }

        var failures = writers.SelectMany(writer => writer.Failures).Where(pair => pair.Key != StatusCode.ResourceExhausted).Sum(pair => pair.Value);
        yield return new Target("soak: calls that failed other than by a full queue", "0", $"{failures}", failures == 0);
        yield return new Target("soak: windows judged", ">= 10", $"{windows}", windows >= 10);
    }

    // Theil and Sen: the median of the slopes of all pairs, which single readings do not move.
    private static double Slope((double Minutes, double Memory, double Store)[] readings, Func<(double Minutes, double Memory, double Store), double> value)
    {
        double[] slopes =
        [
            .. from i in Enumerable.Range(0, readings.Length)
               from j in Enumerable.Range(i + 1, readings.Length - i - 1)
               select (value(readings[j]) - value(readings[i])) / (readings[j].Minutes - readings[i].Minutes),
        ];
        Array.Sort(slopes);
        return slopes[slopes.Length / 2];
    }

    private static void Write(List<(double Minutes, double Memory, double Store)> readings)
    {
        var table = new TextTable("  minute", "memory MB", "store MB");
        foreach (var reading in readings.Where((_, i) => i % Math.Max(1, readings.Count / 15) == 0))
        {
            table.Add(
                string.Create(CultureInfo.InvariantCulture, $"  {reading.Minutes:0.0}"),
                string.Create(CultureInfo.InvariantCulture, $"{reading.Memory:0}"),
                string.Create(CultureInfo.InvariantCulture, $"{reading.Store:0.0}"));
        }

        Console.WriteLine(table);
    }

    private static double Megabytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static double Megabytes(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("detector.db*").Sum(file => file.Exists ? file.Length : 0) / 1048576.0;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
