using System.Collections.Concurrent;
using Detector.Client.Tests.Service;
using Microsoft.Extensions.Logging;
using static Detector.Client.Tests.Observing.ObserverFixture;

namespace Detector.Client.Tests.Observing;

public sealed class ObserverLogTests
{
    [Fact]
    public async Task An_outage_is_logged_once_when_it_begins_and_once_when_it_is_over()
    {
        await using var service = await ScriptedService.StartAsync();
        var failures = 0;
        var told = new TaskCompletionSource();
        var log = new Journal();
        using var client = service.Connect(Quick);
        var options = new DetectorObserverOptions
        {
            BufferSamples = 20,
            OnFailure = _ =>
            {
                if (++failures == 3)
                {
                    told.SetResult();
                }
            },
        };
        var observer = new DetectorObserver(client, "later", options, log);
        Fill(observer, 0, 20);
        observer.Observe("too many");
        await told.Task;
        service.Script.Monitors.Monitors["later"] = new V1.Monitor { Name = "later" };
        await observer.DisposeAsync();
        Assert.Equal(
            [
                "Warning: Samples of monitor later cannot be sent for now, 20 wait: There is no monitor 'm'.",
                "Information: Samples of monitor later are acknowledged again; 1 were dropped so far",
            ],
            log.Lines);
    }

    [Fact]
    public async Task What_is_lost_at_the_end_is_logged()
    {
        using var client = Nowhere();
        var log = new Journal();
        var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.Zero }, log);
        Fill(observer, 0, 7);
        await observer.DisposeAsync();
        Assert.Equal("Warning: The observer of monitor m was closed with 7 samples not acknowledged", log.Lines.Last());
    }

    private sealed class Journal : ILogger<DetectorObserver>
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
    }
}
