using Detector.Client.Tests.Service;
using static Detector.Client.Tests.Observing.ObserverFixture;

namespace Detector.Client.Tests.Observing;

public sealed class ObserverClosingTests
{
    [Fact]
    public async Task Disposal_sends_what_is_in_the_buffer()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => Quick(o) with { ChunkWait = TimeSpan.FromDays(1) });
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.FromDays(1) });
        Fill(observer, 0, 100);
        await observer.DisposeAsync();
        AssertAllOnce(service, 100);
        Assert.Equal(new ObserverCounts { Observed = 100, Sent = 100, Acknowledged = 100 }, observer.Counts);
    }

    [Fact]
    public async Task Disposal_ends_while_the_service_is_away_and_counts_what_is_lost()
    {
        using var client = Nowhere();
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.FromMilliseconds(50) });
        Fill(observer, 0, 100);
        var flushing = observer.FlushAsync();
        await observer.DisposeAsync();
        await flushing;
        Assert.Equal((100, 0, 0), (observer.Counts.DroppedClosed, observer.Counts.Buffered, observer.Counts.BufferedBytes));
    }

    [Fact]
    public async Task Disposal_ends_while_the_service_acknowledges_nothing()
    {
        await using var service = await ScriptedService.StartAsync();
        var held = new TaskCompletionSource();
        service.Script.Monitors.Acknowledging = new TaskCompletionSource().Task;
        service.Script.Monitors.OnHeld = _ => held.TrySetResult();
        using var client = service.Connect(Quick);
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.FromMilliseconds(50) });
        Fill(observer, 0, 100);
        await held.Task;
        await observer.DisposeAsync();
        Assert.Equal(100, observer.Counts.DroppedClosed);
    }

    [Fact]
    public async Task Disposal_waits_for_no_service_when_there_is_nothing_to_send()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.FromDays(1) });
        Fill(observer, 0, 3);
        await observer.FlushAsync();
        await service.StopAsync();
        await observer.DisposeAsync();
        Assert.Equal((3, 0), (observer.Counts.Acknowledged, observer.Counts.Dropped));
    }

    [Fact]
    public async Task Closing_can_be_cut_short()
    {
        using var client = Nowhere();
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.FromDays(1) });
        Fill(observer, 0, 3);
        await observer.CloseAsync(new CancellationToken(canceled: true));
        Assert.Equal(3, observer.Counts.DroppedClosed);
        await observer.CloseAsync(new CancellationToken(canceled: true));
        await observer.DisposeAsync();
        observer.Dispose();
    }

    [Fact]
    public async Task A_sample_that_comes_after_the_end_is_dropped_and_counted()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        var observer = new DetectorObserver(client, "m");
        await observer.DisposeAsync();
        Assert.False(observer.Observe("late"));
        Assert.Equal(new ObserverCounts { Observed = 1, DroppedClosed = 1 }, observer.Counts);
        await observer.FlushAsync();
    }

    [Fact]
    public async Task Synchronous_disposal_drops_without_waiting()
    {
        using var client = Nowhere();
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.FromDays(1) });
        Fill(observer, 0, 3);
        observer.Dispose();
        await observer.CloseAsync();
        Assert.Equal(3, observer.Counts.DroppedClosed);
    }

    [Fact]
    public async Task A_client_that_is_gone_first_harms_nothing()
    {
        await using var service = await ScriptedService.StartAsync();
        var client = service.Connect(Quick);
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.FromMilliseconds(50) });
        client.Dispose();
        Fill(observer, 0, 3);
        await observer.DisposeAsync();
        Assert.Equal(3, observer.Counts.DroppedClosed);
    }
}
