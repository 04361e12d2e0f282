using System.Collections.Concurrent;
using Detector.Client.Tests.Service;
using static Detector.Client.Tests.Observing.ObserverFixture;

namespace Detector.Client.Tests.Observing;

public sealed class ObserverOutageTests
{
    [Fact]
    public async Task A_service_that_is_not_there_yet_gets_everything_when_it_is()
    {
        await using var service = await ScriptedService.StartAsync();
        await service.StopAsync();
        using var client = service.Connect(Quick);
        var failed = new TaskCompletionSource();
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { OnFailure = _ => failed.TrySetResult() });
        Fill(observer, 0, 1000);
        await failed.Task;
        Assert.Equal(1000, observer.Counts.Buffered);
        await using var again = await service.RestartAsync();
        await observer.FlushAsync();
        AssertAllOnce(service, 1000);
    }

    [Fact]
    public async Task Restarts_lose_nothing_and_double_nothing()
    {
        var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        for (var round = 0; round < 4; round++)
        {
            Fill(observer, 250 * round, 125);
            await service.StopAsync();
            Fill(observer, (250 * round) + 125, 125);
            await service.DisposeAsync();
            service = await service.RestartAsync();
        }

        await observer.FlushAsync();
        AssertAllOnce(service, 1000);
        Assert.Equal((1000, 0), (observer.Counts.Acknowledged, observer.Counts.Dropped));
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(StreamEnd.Reset))]
    [InlineData(nameof(StreamEnd.Disconnect))]
    [InlineData(nameof(StreamEnd.Drain))]
    [InlineData(nameof(StreamEnd.Complete))]
    public async Task Streams_that_break_again_and_again_lose_nothing_and_double_nothing(string end)
    {
        await using var service = await ScriptedService.StartAsync();
        foreach (var acknowledges in Enumerable.Range(0, 12).Select(i => i % 3 == 0))
        {
            service.Script.Monitors.Faults.Enqueue(new StreamFault(2, Enum.Parse<StreamEnd>(end), acknowledges));
        }

        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        Fill(observer, 0, 500);
        await observer.FlushAsync();
        AssertAllOnce(service, 500);
        Assert.True(observer.Counts.Failures > 0);
        Assert.Equal(500, observer.Counts.Sent);
    }

    [Fact]
    public async Task A_service_that_lost_its_store_gets_what_it_had_not_acknowledged()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Faults.Enqueue(new StreamFault(3, StreamEnd.Drain, Acknowledges: true, Forgets: true));
        ConcurrentQueue<Exception> failures = [];
        using var client = service.Connect(o => Quick(o) with { ChunkSamples = 10 });
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { OnFailure = failures.Enqueue });
        Fill(observer, 0, 100);
        await observer.FlushAsync();
        AssertAllOnce(service, 100);
        Assert.Contains(failures, failure => failure is DetectorException { Status: Grpc.Core.StatusCode.DataLoss });
    }

    [Fact]
    public async Task A_service_that_forgot_the_stream_while_nothing_was_sent_gets_what_comes_next()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        Fill(observer, 0, 40);
        await observer.FlushAsync();
        service.Script.Monitors.Acknowledged.Clear();
        service.Script.Monitors.Refuse = batch => batch.Sequence > 1 && service.Script.Monitors.Acknowledged.IsEmpty
            ? Faults.Of(Grpc.Core.StatusCode.InvalidArgument, "INVALID_FIELD", "There is a gap before message 4.")
            : null;
        Fill(observer, 40, 40);
        await observer.FlushAsync();
        AssertAllOnce(service, 80);
        Assert.Equal(0, observer.Counts.Dropped);
    }

    [Fact]
    public async Task A_monitor_that_is_not_there_is_told_and_waited_for()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(Quick);
        var told = new TaskCompletionSource<Exception>();
        await using var observer = new DetectorObserver(client, "later", new DetectorObserverOptions { OnFailure = e => told.TrySetResult(e) });
        Fill(observer, 0, 40);
        Assert.Equal("MONITOR_NOT_FOUND", Assert.IsType<DetectorException>(await told.Task).Reason);
        Assert.Equal((40, 0), (observer.Counts.Buffered, observer.Counts.Dropped));
        service.Script.Monitors.Monitors["later"] = new V1.Monitor { Name = "later" };
        await observer.FlushAsync();
        AssertAllOnce(service, 40);
    }

    [Fact]
    public async Task A_callback_that_throws_stops_nothing()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Faults.Enqueue(new StreamFault(1, StreamEnd.Drain));
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(
            client, "m", new DetectorObserverOptions { OnFailure = _ => throw new InvalidOperationException("callback") });
        Fill(observer, 0, 20);
        await observer.FlushAsync();
        AssertAllOnce(service, 20);
    }
}
