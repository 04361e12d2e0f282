using Detector.Client.Tests.Service;
using Detector.V1;
using static Detector.Client.Tests.Observing.ObserverFixture;

namespace Detector.Client.Tests.Observing;

public sealed class DetectorObserverTests
{
    [Fact]
    public async Task Samples_are_acknowledged_once_and_counted()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { Generation = "g7" });
        Fill(observer, 0, 100);
        await observer.FlushAsync();
        AssertAllOnce(service, 100);
        Assert.All(service.Script.Monitors.Batches, batch => Assert.Equal("g7", batch.Generation));
        Assert.Equal(new ObserverCounts { Observed = 100, Sent = 100, Acknowledged = 100 }, observer.Counts);
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_first_sample()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using (var observer = new DetectorObserver(client, "m"))
        {
            await observer.FlushAsync();
        }

        Assert.Equal(0, service.Script.Monitors.Streams);
    }

    [Fact]
    public async Task Prompt_group_and_subset_go_along()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        Assert.True(observer.Observe("text", "prompt", "group", "subset"));
        await observer.FlushAsync();
        Assert.Equal(new Sample { Text = "text", Prompt = "prompt", Group = "group", Subset = "subset" }, Assert.Single(service.Script.Monitors.Samples));
    }

    [Fact]
    public async Task What_the_service_cannot_take_is_dropped_as_invalid_and_never_thrown()
    {
        using var client = Nowhere();
        await using var observer = new DetectorObserver(
            client, "m", new DetectorObserverOptions { MaxTextBytes = 6, MaxPromptBytes = 6, MaxLabelBytes = 6, FlushTimeout = TimeSpan.Zero });
        Sample?[] bad =
        [
            null, new(), new() { Text = " \n" }, new() { Text = "1234567" }, new() { Text = "éééé" },
            new() { Text = "a", Prompt = "1234567" }, new() { Text = "a", Id = "1234567" }, new() { Text = "a", Group = "1234567" },
            new() { Text = "a", Subset = "1234567" },
        ];
        Assert.All(bad, sample => Assert.False(observer.Observe(sample)));
        Assert.False(observer.Observe((string?)null));
        Assert.True(observer.Observe(new Sample { Text = "ééé", Prompt = "123456", Id = "123456", Group = "123456", Subset = "123456" }));
        Assert.Equal(bad.Length + 1, observer.Counts.DroppedInvalid);
        Assert.Equal(1, observer.Counts.Buffered);
    }

    [Fact]
    public async Task Text_that_is_no_Unicode_is_sent_with_replacements()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        Assert.True(observer.Observe("a\ud800b"));
        await observer.FlushAsync();
        Assert.Equal("a\ufffdb", Assert.Single(service.Script.Monitors.Samples).Text);
    }

    [Fact]
    public async Task A_full_buffer_drops_and_counts()
    {
        using var client = Nowhere();
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { BufferSamples = 10, FlushTimeout = TimeSpan.Zero });
        Assert.Equal(10, Enumerable.Range(0, 15).Count(i => observer.Observe($"{i}")));
        Assert.Equal(5, observer.Counts.DroppedBufferFull);
        Assert.Equal(10, observer.Counts.Buffered);
    }

    [Fact]
    public async Task A_buffer_that_is_full_of_bytes_drops_and_counts()
    {
        using var client = Nowhere();
        var size = new Sample { Text = new string('a', 100) }.CalculateSize();
        await using var observer = new DetectorObserver(
            client, "m", new DetectorObserverOptions { BufferBytes = (3 * size) + 10, FlushTimeout = TimeSpan.Zero });
        Assert.Equal(3, Enumerable.Range(0, 5).Count(_ => observer.Observe(new string('a', 100))));
        Assert.True(observer.Observe("short"));
        Assert.Equal(2, observer.Counts.DroppedBufferFull);
        Assert.InRange(observer.Counts.BufferedBytes, 3 * size, (3 * size) + 10);
    }

    [Fact]
    public async Task What_is_acknowledged_makes_room()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { BufferSamples = 10 });
        for (var round = 0; round < 5; round++)
        {
            Fill(observer, 10 * round, 10);
            await observer.FlushAsync();
        }

        AssertAllOnce(service, 50);
        Assert.Equal(0, observer.Counts.BufferedBytes);
    }

    [Fact]
    public async Task Many_threads_lose_nothing_but_what_is_counted()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { BufferSamples = 500 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                observer.Observe($"{i}");
            }
        })));
        await observer.FlushAsync();
        var counts = observer.Counts;
        Assert.Equal(16000, counts.Observed);
        Assert.Equal(16000, counts.Acknowledged + counts.DroppedBufferFull);
        Assert.Equal(counts.Acknowledged, service.Script.Monitors.Samples.Count);
        Assert.Equal((0, 0), (counts.Buffered, counts.BufferedBytes));
    }

    [Fact]
    public async Task A_flush_sends_at_once_and_can_be_given_up()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => Quick(o) with { ChunkWait = TimeSpan.FromDays(1) });
        await using var observer = new DetectorObserver(client, "m");
        Fill(observer, 0, 3);
        await observer.FlushAsync();
        service.Script.Monitors.Acknowledging = new TaskCompletionSource().Task;
        Fill(observer, 3, 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => observer.FlushAsync(new CancellationToken(canceled: true)));
        observer.Dispose();
        AssertAllOnce(service, 3);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        using var client = Nowhere();
        DetectorObserverOptions[] bad =
        [
            new() { BufferSamples = 0 }, new() { BufferBytes = 0 }, new() { FlushTimeout = TimeSpan.FromSeconds(-1) }, new() { MaxTextBytes = 0 },
            new() { MaxPromptBytes = 0 }, new() { MaxLabelBytes = 0 }, new() { Generation = new string('é', 129) },
        ];
        Assert.All(bad, options => Assert.Throws<ArgumentOutOfRangeException>(() => new DetectorObserver(client, "m", options)));
        Assert.Throws<ArgumentException>(() => new DetectorObserver(client, " "));
    }
}
