using System.Collections.Concurrent;
using Detector.Client.Tests.Service;
using Detector.V1;
using static Detector.Client.Tests.Observing.ObserverFixture;

namespace Detector.Client.Tests.Observing;

public sealed class ObserverRefusalTests
{
    [Fact]
    public async Task Samples_that_the_service_refuses_are_dropped_and_the_others_arrive()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refuse = batch => Bad(batch) is { Count: > 0 } bad ? Faults.BadSamplesAt(bad) : null;
        ConcurrentQueue<Exception> failures = [];
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { OnFailure = failures.Enqueue });
        for (var i = 0; i < 200; i++)
        {
            Assert.True(observer.Observe(i % 9 == 0 ? "bad" : $"{i}"));
        }

        await observer.FlushAsync();
        Assert.Equal(Enumerable.Range(0, 200).Where(i => i % 9 != 0), service.Script.Monitors.Samples.Select(s => int.Parse(s.Text)));
        Assert.Equal((177, 23, 0), (observer.Counts.Acknowledged, observer.Counts.DroppedRefused, observer.Counts.Buffered));
        Assert.Contains(failures, failure => failure is DetectorException { FieldViolations.Count: > 0 });
    }

    [Fact]
    public async Task Messages_that_are_too_large_are_halved()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refuse = batch => batch.Samples.Count > 3 ? Faults.BatchTooLarge : null;
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        Fill(observer, 0, 100);
        await observer.FlushAsync();
        AssertAllOnce(service, 100);
        Assert.Equal(0, observer.Counts.Dropped);
    }

    [Fact]
    public async Task A_sample_that_is_too_large_for_a_message_is_dropped_alone()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => Quick(o) with { MaxSendMessageBytes = 2000, ChunkBytes = 1000 });
        await using var observer = new DetectorObserver(client, "m");
        Fill(observer, 0, 10);
        Assert.True(observer.Observe(new string('a', 3000)));
        Fill(observer, 10, 10);
        await observer.FlushAsync();
        AssertAllOnce(service, 20);
        Assert.Equal(1, observer.Counts.DroppedRefused);
    }

    [Fact]
    public async Task A_message_that_is_refused_for_samples_it_does_not_have_is_given_up_in_the_end()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refuse = batch => batch.Samples.Any(sample => sample.Text == "0") ? Faults.BadSamplesAt(99) : null;
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        Fill(observer, 0, 16);
        await observer.FlushAsync();
        Assert.Equal(Enumerable.Range(1, 15), service.Script.Monitors.Samples.Select(sample => int.Parse(sample.Text)));
        Assert.Equal(1, observer.Counts.DroppedRefused);
    }

    [Fact]
    public async Task A_refusal_of_something_else_drops_nothing()
    {
        await using var service = await ScriptedService.StartAsync();
        var refusals = 3;
        service.Script.Monitors.Refuse = _ => refusals-- > 0 ? Faults.Of(Grpc.Core.StatusCode.Internal, "INTERNAL", "A defect.") : null;
        using var client = service.Connect(Quick);
        await using var observer = new DetectorObserver(client, "m");
        Fill(observer, 0, 50);
        await observer.FlushAsync();
        AssertAllOnce(service, 50);
        Assert.Equal(0, observer.Counts.Dropped);
        // A stream that the service ends may also break before its reason is read, which is one more failure.
        Assert.InRange(observer.Counts.Failures, 3, long.MaxValue);
    }

    private static List<int> Bad(ObserveBatch batch) => [.. Enumerable.Range(0, batch.Samples.Count).Where(i => batch.Samples[i].Text == "bad")];
}
