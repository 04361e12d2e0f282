using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.Host.Tests.Storage;
using Detector.V1;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Tests.Monitoring;

public sealed class MonitorRestartTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_restart_changes_nothing_and_metrics_are_there_at_once()
    {
        V1.Monitor before;
        string[] shown;
        await using (var service = await StartAsync())
        {
            await service.CreateAsync("r", Texts.Samples(300));
            await service.WatchAsync("m", samples: 100);
            await service.ObserveAsync("m", Texts.Samples(350, seed: 2), "one");
            await service.UntilAsync("m", monitor => monitor.WindowCount == 3);
            before = await service.FindAsync("m");
            shown = await MonitorLinesAsync(service);
        }

        await using var again = await StartAsync();
        Assert.Equal(shown, await MonitorLinesAsync(again));
        Assert.Contains("""detector_monitor_verdict{monitor="m"} 1""", shown);
        Assert.Contains("""detector_samples_total{monitor="m"} 350""", shown);
        Assert.Contains("""detector_monitor_alert_level{monitor="m",axis="damage"} 0""", shown);
        Assert.Equal(before, await again.FindAsync("m"));
        Assert.True((await again.ObserveAsync("m", Texts.Samples(350, seed: 2), "one")).Repeated);
        await again.ObserveAsync("m", Texts.Samples(50, seed: 3));
        Assert.Equal(4, (await again.UntilAsync("m", monitor => monitor.WindowCount == 4)).LastWindow);
    }

    [Fact]
    public async Task Two_runs_of_the_same_samples_give_the_same_reports_and_evidence()
    {
        using var other = new TestDirectory();
        var runs = new List<(IReadOnlyList<MonitorReport> Reports, string Evidence)>();
        foreach (var (directory, parts) in ((TestDirectory, int)[])[(_directory, 7), (other, 500)])
        {
            await using var service = await TestService.StartAsync(new StubEncoder(), directory);
            await service.CreateAsync("r", Texts.Samples(300));
            await service.WatchAsync("m", samples: 100);
            foreach (var part in Texts.Samples(500, seed: 2).Select(WithoutId).Chunk(parts))
            {
                await service.ObserveAsync("m", part);
            }

            var reports = await service.ReportsAsync("m", 5, full: true);
            foreach (var report in reports)
            {
                (report.OpenTime, report.CloseTime, report.ReportTime) = (null, null, null);
            }

            runs.Add((reports, (await service.FindAsync("m")).Evidence.ToString()));
        }

        Assert.Equal(runs[0].Reports, runs[1].Reports);
        Assert.Equal(runs[0].Evidence, runs[1].Evidence);

        static Sample WithoutId(Sample sample)
        {
            sample.ClearId();
            return sample;
        }
    }

    [Fact]
    public async Task Windows_wait_for_the_reference_and_samples_for_the_windows()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(
            new StubEncoder(), _directory, HeldStore.At(gate), "--Monitors:WaitingWindows=2", "--Monitors:PollMilliseconds=50");
        await service.BeginAsync("r", Texts.Samples(100));
        await service.WatchAsync("m");
        await service.ObserveAsync("m", Texts.Samples(64, seed: 2));
        var refusal = await Refusal.ExpectAsync(ErrorReason.QueueFull, () => service.ObserveAsync("m", Texts.Samples(1, seed: 3)));
        Assert.NotNull(refusal.RetryAfter);
        Assert.Contains("Monitors:WaitingWindows", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((2, ""), ((await service.FindAsync("m")).WaitingWindows, (await service.FindAsync("m")).Failure));
        gate.Open();
        await service.ReportsAsync("m", 2);
        await service.ObserveAsync("m", Texts.Samples(1, seed: 3));
    }

    [Fact]
    public async Task Windows_that_another_encoder_made_the_reference_for_say_so_until_it_is_back()
    {
        await using (var service = await StartAsync())
        {
            await service.CreateAsync("r", Texts.Samples(100));
            await service.WatchAsync("m");
        }

        var foreign = new StubEncoder { Description = new("other", new string('b', 64), 16, 128) };
        await using (var service = await TestService.StartAsync(foreign, _directory))
        {
            await Refusal.ExpectAsync(ErrorReason.EncoderMismatch, () => service.WatchAsync("n"));
            await service.ObserveAsync("m", Texts.Samples(32, seed: 2));
            var failed = await service.UntilAsync("m", monitor => monitor.Failure.Length > 0);
            Assert.Contains("'stub'", failed.Failure, StringComparison.Ordinal);
            await Hosting.Metrics.WaitAsync(service, """detector_monitor_failed{monitor="m"} 1""");
        }

        using (var connection = new SqliteConnection($"Data Source={_directory.StorePath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE monitor SET lease_until_ms = 0";
            command.ExecuteNonQuery();
        }

        await using var again = await StartAsync();
        Assert.Empty((await again.UntilAsync("m", monitor => monitor.WindowCount == 1)).Failure);
    }

    [Fact]
    public async Task No_text_of_a_judged_window_stays_in_the_files()
    {
        await using var service = await StartAsync();
        await service.CreateAsync("r", Texts.Samples(100));
        await service.WatchAsync("m");
        const string Secret = "unforgettable";
        await service.ObserveAsync("m", Texts.Samples(31, seed: 2).Append(new Sample { Text = $"This is {Secret}." }));
        await service.ReportsAsync("m", 1);
        for (var tries = 0; tries < 200 && Holds(Secret); tries++)
        {
            // A reader may hold up the checkpoint that cleans the log.
            await Task.Delay(50);
        }

        Assert.False(Holds(Secret));
    }

    private bool Holds(string text) => ((string[])["", "-wal"]).Any(suffix =>
    {
        using var file = new FileStream(_directory.StorePath + suffix, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, System.Text.Encoding.Latin1);
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    });

    private Task<TestService> StartAsync() => TestService.StartAsync(new StubEncoder(), _directory);

    private static async Task<string[]> MonitorLinesAsync(TestService service) =>
    [
        .. (await service.Http.GetStringAsync("/metrics")).Split('\n').Where(line => line.Contains("monitor=\"m\"", StringComparison.Ordinal)).Order(),
    ];
}
