using System.Diagnostics;
using System.Globalization;
using Detector.Benchmarks.Measuring;
using Detector.Client;
using Detector.Encoding;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;

namespace Detector.Benchmarks.Studies;

/// <summary>The service as its callers meet it: what it takes a second, how long it makes them wait, and what it holds meanwhile.</summary>
internal sealed class ServiceStudy : IStudy<Setting>
{
    private const int BatchSamples = 32;
    private const int Window = 1024;
    private const int Monitors = 4;
    private const string Known = "healthy";

    private static readonly int[] Callers = [1, 16, 64];

    public string Name => "service";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        var smoke = setting.Options.Smoke;
        var ask = new Ask(smoke);
        await using var service = await Service.StartNewAsync();
        using var client = new DetectorClient(service.Options with { Retry = new RetryPolicy { MaxAttempts = 1000, MaxDelay = TimeSpan.FromMilliseconds(500) } });
        await client.CreateReadyAsync(Known, Samples(setting, smoke ? 300 : 10_000, seed: 1));
        var rest = await RestAsync(service, smoke);
        await setting.Output.WriteLineAsync(Line($"  at rest with a reference of {(smoke ? 300 : 10_000)}: {rest:0} MiB"));
        var idle = await IdleAsync(setting, service, client, ask);
        var scored = await ScoreAsync(setting, client);
        var observed = await ObserveAsync(setting, client, ask);
        var after = await RestAsync(service, smoke);
        await setting.Output.WriteLineAsync(Line($"  at rest after all of this: {after:0} MiB; most: {Memory.PeakMebibytes(service.ProcessId):0} MiB\n\n{scored}"));
        return
        [
            ask.AtMost($"{Name}: MiB at rest with one reference of 10,000", 350, rest),
            ask.AtMost($"{Name}: MiB at rest after all load, of those before", 1.5, after / rest),
            .. idle,
            .. observed,
        ];
    }

    private static IEnumerable<Sample> Samples(Setting setting, int count, int seed) =>
        setting.Texts(count, 10, 30, seed).Select(text => new Sample { Text = text });

    private static async Task<double> RestAsync(Service service, bool smoke)
    {
        await Task.Delay(TimeSpan.FromSeconds(smoke ? 1 : 10));
        return Memory.ResidentMebibytes(service.ProcessId);
    }

    /// <summary>What many monitors cost that nothing is observed for.</summary>
    private async Task<IReadOnlyList<Target>> IdleAsync(Setting setting, Service service, DetectorClient client, Ask ask)
    {
        var (count, seconds) = setting.Options.Smoke ? (10, 1) : (1_000, 20);
        var before = await ProcessorShareAsync(service, seconds);
        for (var i = 0; i < count; i++)
        {
            await CreateMonitorAsync(client, $"idle-{i}");
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var after = await ProcessorShareAsync(service, seconds);
        await setting.Output.WriteLineAsync(Line($"  processor, of one core: {before:0.0000} with no monitor, {after:0.0000} with {count} idle ones"));
        for (var i = 0; i < count; i++)
        {
            await client.DeleteMonitorAsync($"idle-{i}");
        }

        return [ask.AtMost($"{Name}: {count} idle monitors, of one core", 0.01, after - before)];
    }

    private static async Task<double> ProcessorShareAsync(Service service, int seconds)
    {
        using var process = Process.GetProcessById(service.ProcessId);
        var before = process.TotalProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds / seconds;
    }

    private static async Task<TextTable> ScoreAsync(Setting setting, DetectorClient client)
    {
        var table = new TextTable($"score {2 * BatchSamples} samples", "samples a second", "p50 ms", "p99 ms");
        var samples = Samples(setting, 8_192, seed: 3).ToArray();
        foreach (var callers in Callers)
        {
            var calls = setting.Options.Smoke ? callers : 400;
            var latencies = await Clients.RunAsync(
                callers, calls, 0, number => client.ScoreAsync(Known, Slice(samples, number, 2 * BatchSamples)));
            table.Add($"{callers} callers", Whole(latencies.PerSecond * 2 * BatchSamples), Whole(latencies.Median), Whole(latencies.P99));
        }

        return table;
    }

    /// <summary>Observes until all windows are judged, beside the encoder's own rate, and then at half of what was reached.</summary>
    private async Task<IReadOnlyList<Target>> ObserveAsync(Setting setting, DetectorClient client, Ask ask)
    {
        await using var encoder = OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });
        var windows = setting.Options.Smoke ? 1 : 5;
        var count = windows * Monitors * Window;
        var samples = Samples(setting, count, seed: 4).ToArray();
        string[] texts = [.. samples.Select(sample => sample.Text)];
        var table = new TextTable($"observe {BatchSamples} samples", "judged a second", "encoder alone", "part of it", "p50 ms", "p99 ms");
        var (ratios, fastest) = (new List<double>(), 0.0);
        foreach (var callers in setting.Options.Smoke ? [Callers[1]] : Callers)
        {
            var alone = await EncoderRateAsync(encoder, texts);
            await MonitorsAsync(client, CreateMonitorAsync);
            var started = Stopwatch.GetTimestamp();
            var latencies = await Clients.RunAsync(callers, count / BatchSamples, 0, number => ObserveAsync(client, samples, number));
            await MonitorsAsync(client, (each, name) => JudgedAsync(each, name, windows));
            var judged = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
            alone = (alone + await EncoderRateAsync(encoder, texts)) / 2;
            await MonitorsAsync(client, (each, name) => each.DeleteMonitorAsync(name));
            ratios.Add(judged / alone);
            fastest = Math.Max(fastest, judged);
            table.Add($"{callers} callers", Whole(judged), Whole(alone), Line($"{judged / alone:0.00}"), Whole(latencies.Median), Whole(latencies.P99));
        }

        await MonitorsAsync(client, CreateMonitorAsync);
        var half = await Clients.RunAsync(
            16, count / BatchSamples, fastest / 2 / BatchSamples, number => ObserveAsync(client, samples, number));
        await MonitorsAsync(client, (each, name) => each.DeleteMonitorAsync(name));
        table.Add("16 callers, half load", Whole(half.PerSecond * BatchSamples), "", "", Line($"{half.Median:0.0}"), Line($"{half.P99:0.0}"));
        await setting.Output.WriteLineAsync($"\n{table}");
        return
        [
            ask.AtLeast($"{Name}: samples judged a second, of the encoder's own rate", 0.9, MedianInterval.Of(ratios)),
            ask.AtMost($"{Name}: Observe at half load, p99 of p50", 4, half.P99 / half.Median),
        ];
    }

    private static async Task<double> EncoderRateAsync(ITextEncoder encoder, string[] texts)
    {
        var started = Stopwatch.GetTimestamp();
        await encoder.EncodeAsync(texts, CancellationToken.None);
        return texts.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static Task MonitorsAsync(DetectorClient client, Func<DetectorClient, string, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, Monitors).Select(monitor => act(client, $"busy-{monitor}")));

    private static Task CreateMonitorAsync(DetectorClient client, string name) => client.CreateMonitorAsync(new CreateMonitorRequest
    {
        Name = name,
        Reference = Known,
        Settings = new MonitorSettings { Window = new WindowSettings { Samples = Window } },
    });

    private static Task<ObserveResponse> ObserveAsync(DetectorClient client, Sample[] samples, int number) =>
        client.ObserveAsync($"busy-{number % Monitors}", Slice(samples, number, BatchSamples));

    private static ArraySegment<Sample> Slice(Sample[] samples, int number, int count) => new(samples, number * count % samples.Length, count);

    private static async Task JudgedAsync(DetectorClient client, string monitor, int windows)
    {
        while (await client.ListReportsAsync(monitor).CountAsync() < windows)
        {
            await Task.Delay(20);
        }
    }

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
