using Detector.Client.Tests.Service;
using Detector.V1;

namespace Detector.Client.Tests.Sdk;

public sealed class WatchReportsTests
{
    [Theory]
    [InlineData(nameof(StreamEnd.Reset))]
    [InlineData(nameof(StreamEnd.Disconnect))]
    [InlineData(nameof(StreamEnd.Drain))]
    [InlineData(nameof(StreamEnd.Complete))]
    public async Task A_broken_watch_goes_on_after_the_last_report(string end)
    {
        await using var service = await StartAsync(windows: 9, lastWindow: 2);
        service.Script.Monitors.Faults.Enqueue(new StreamFault(3, Enum.Parse<StreamEnd>(end)));
        service.Script.Monitors.Faults.Enqueue(new StreamFault(0, Enum.Parse<StreamEnd>(end)));
        var interruptions = new Recorder();
        var (windows, error) = await WatchAsync(service, after: null, interruptions);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], windows);
        Assert.Equal("MONITOR_NOT_FOUND", error.Reason);
        Assert.Equal(2, interruptions.Told.Count);

        // A stream that is reset can lose reports that were on their way; the client asks for them again.
        Assert.Equal(3, service.Script.Monitors.Watches.Count);
        Assert.Equal(2, service.Script.Monitors.Watches.First());
        Assert.All(service.Script.Monitors.Watches, after => Assert.InRange(after, 2, 5));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 5)]
    public async Task A_watch_begins_after_the_window_asked_for(long after, long first)
    {
        await using var service = await StartAsync(windows: 6, lastWindow: 6);
        var (windows, _) = await WatchAsync(service, after, new Recorder());
        Assert.Equal((first, 6), (windows[0], windows[^1]));
    }

    [Fact]
    public async Task Without_a_window_only_new_reports_come_also_when_none_was_seen_before_the_break()
    {
        await using var service = await StartAsync(windows: 6, lastWindow: 4);
        service.Script.Monitors.Faults.Enqueue(new StreamFault(0, StreamEnd.Drain));
        var (windows, _) = await WatchAsync(service, null, new Recorder());
        Assert.Equal([5, 6], windows);
        Assert.Equal([4, 4], service.Script.Monitors.Watches);
    }

    [Fact]
    public async Task A_service_that_stays_away_ends_the_watch()
    {
        await using var service = await StartAsync(windows: 6, lastWindow: 0);
        foreach (var _ in Enumerable.Range(0, 1000))
        {
            service.Script.Monitors.Faults.Enqueue(new StreamFault(0, StreamEnd.Drain));
        }

        var (windows, error) = await WatchAsync(service, null, new Recorder());
        Assert.Empty(windows);
        Assert.Equal("DRAINING", error.Reason);
        Assert.InRange(service.Script.Clock.Waits.Sum(w => w.TotalSeconds), 500, 600);
    }

    [Fact]
    public async Task A_watch_can_be_cancelled()
    {
        await using var service = await StartAsync(windows: 2, lastWindow: 0);
        using var client = service.Connect();
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in client.WatchReportsAsync("m", cancellationToken: cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
    }

    private static async Task<ScriptedService> StartAsync(int windows, long lastWindow)
    {
        var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Monitors["m"].LastWindow = lastWindow;
        service.Script.Monitors.Reports = [.. Enumerable.Range(1, windows).Select(i => new MonitorReport { Monitor = "m", Window = i })];
        return service;
    }

    private static async Task<(List<long> Windows, DetectorException Error)> WatchAsync(ScriptedService service, long? after, Recorder interruptions)
    {
        using var client = service.Connect();
        List<long> windows = [];
        var error = await Assert.ThrowsAsync<DetectorException>(async () =>
        {
            await foreach (var report in client.WatchReportsAsync("m", after, interruptions: interruptions))
            {
                windows.Add(report.Window);
            }
        });
        return (windows, error);
    }

    private sealed class Recorder : IProgress<DetectorException>
    {
        public List<DetectorException> Told { get; } = [];

        public void Report(DetectorException value) => Told.Add(value);
    }
}
