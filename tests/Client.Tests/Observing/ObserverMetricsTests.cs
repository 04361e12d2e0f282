using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Detector.Client.Tests.Service;
using static Detector.Client.Tests.Observing.ObserverFixture;

namespace Detector.Client.Tests.Observing;

[Collection("Detector.Client meter")]
public sealed class ObserverMetricsTests
{
    [Fact]
    public async Task The_counts_are_instruments_of_the_meter()
    {
        const string Monitor = "of-the-metrics-test";
        ConcurrentDictionary<string, long> sums = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Detector.Client")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            var by = tags.ToArray().ToDictionary(tag => tag.Key, tag => (string)tag.Value!);
            if (by["monitor"] == Monitor)
            {
                sums.AddOrUpdate($"{instrument.Name} {by.GetValueOrDefault("reason")}".TrimEnd(), value, (_, sum) => sum + value);
            }
        });
        listener.Start();

        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refuse = batch => batch.Samples[0].Text == "bad" ? Faults.BadSamplesAt(0) : null;
        using var client = service.Connect(Quick);
        var told = new TaskCompletionSource();
        var observer = new DetectorObserver(client, Monitor, new DetectorObserverOptions { BufferSamples = 5, OnFailure = _ => told.TrySetResult() });
        observer.Observe("bad");
        Fill(observer, 0, 4);
        observer.Observe("too many");
        observer.Observe(" ");
        await told.Task;
        service.Script.Monitors.Monitors[Monitor] = new V1.Monitor { Name = Monitor };
        await observer.DisposeAsync();
        observer.Observe("late");

        Assert.Equal(8, sums["detector.client.observer.observed"]);
        Assert.Equal(5, sums["detector.client.observer.sent"]);
        Assert.Equal(4, sums["detector.client.observer.acknowledged"]);
        Assert.Equal(1, sums["detector.client.observer.dropped buffer_full"]);
        Assert.Equal(1, sums["detector.client.observer.dropped invalid"]);
        Assert.Equal(1, sums["detector.client.observer.dropped refused"]);
        Assert.Equal(1, sums["detector.client.observer.dropped closed"]);
        Assert.True(sums["detector.client.observer.failures MONITOR_NOT_FOUND"] > 0);
        Assert.Equal(1, sums["detector.client.observer.failures TEXT_TOO_LONG"]);
        Assert.Equal(0, sums["detector.client.observer.buffered"]);
        Assert.Equal(0, sums["detector.client.observer.buffered.size"]);
    }
}
