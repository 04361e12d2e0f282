using Detector.Client.Tests.Service;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Sdk;

public sealed class ObserveStreamTests
{
    private static readonly Func<DetectorClientOptions, DetectorClientOptions> SmallChunks =
        o => o with { ChunkSamples = 3, ChunkWait = TimeSpan.FromMinutes(1), InFlightBatches = 4, TimeProvider = TimeProvider.System, Retry = Quick };

    private static RetryPolicy Quick => new() { InitialDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task Samples_are_numbered_and_counted_when_they_are_acknowledged()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(SmallChunks);
        var progress = new Recorder();
        Assert.Equal(10, await client.ObserveStreamAsync("m", "s", Samples.Make(10), "g7", progress));
        AssertAllOnce(service, 10);
        Assert.Equal([1, 2, 3, 4], service.Script.Monitors.Batches.Select(b => b.Sequence));
        Assert.All(service.Script.Monitors.Batches, b => Assert.Equal("g7", b.Generation));
        Assert.Equal(new ObserveProgress(10, 10, 4, 2, null), progress.Told[^1]);
        Assert.All(progress.Told, p => Assert.InRange(p.AcknowledgedSamples, 0, p.SentSamples));
    }

    [Theory]
    [InlineData(nameof(StreamEnd.Reset), 0)]
    [InlineData(nameof(StreamEnd.Reset), 2)]
    [InlineData(nameof(StreamEnd.Reset), 7)]
    [InlineData(nameof(StreamEnd.Disconnect), 1)]
    [InlineData(nameof(StreamEnd.Disconnect), 5)]
    [InlineData(nameof(StreamEnd.Drain), 3)]
    [InlineData(nameof(StreamEnd.Complete), 3)]
    public async Task A_broken_stream_goes_on_with_nothing_lost_and_nothing_doubled(string end, int after)
    {
        await using var service = await ScriptedService.StartAsync();
        foreach (var acknowledges in (bool[])[true, false, true, false])
        {
            service.Script.Monitors.Faults.Enqueue(new StreamFault(Math.Max(1, after), Enum.Parse<StreamEnd>(end), acknowledges));
        }

        using var client = service.Connect(SmallChunks);
        var progress = new Recorder();
        Assert.Equal(100, await client.ObserveStreamAsync("m", "s", Samples.Make(100), progress: progress));
        AssertAllOnce(service, 100);
        Assert.Equal(5, service.Script.Monitors.Streams);
        Assert.Equal(4, progress.Told.Count(p => p.Interruption is not null));
        Assert.Equal(progress.Told.Select(p => p.AcknowledgedSamples).Order(), progress.Told.Select(p => p.AcknowledgedSamples));
    }

    [Fact]
    public async Task A_service_that_is_full_is_asked_again_after_the_time_it_named()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refusals[2] = Faults.QueueFull;
        using var client = service.Connect(o => SmallChunks(o) with { TimeProvider = service.Script.Clock });
        var progress = new Recorder { OnInterruption = () => service.Script.Monitors.Refusals.Clear() };
        Assert.Equal(9, await client.ObserveStreamAsync("m", "s", Samples.Make(9), progress: progress));
        AssertAllOnce(service, 9);
        Assert.Contains(TimeSpan.FromSeconds(7), service.Script.Clock.Waits);
    }

    [Fact]
    public async Task An_outage_of_a_stream_ends_with_what_the_service_said()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refusals[2] = Faults.QueueFull;
        using var client = service.Connect(o => SmallChunks(o) with { TimeProvider = service.Script.Clock, Retry = new RetryPolicy { ReopenFor = TimeSpan.FromSeconds(30) } });
        var progress = new Recorder();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ObserveStreamAsync("m", "s", _ => Threes(), progress: progress));
        Assert.Equal("QUEUE_FULL", error.Reason);
        Assert.Equal(4, progress.Told.Count(p => p.Interruption is not null));
        Assert.Equal(3, progress.Told[^1].AcknowledgedSamples);
    }

    [Fact]
    public async Task No_more_than_the_bound_is_in_flight_and_the_source_is_read_no_further()
    {
        await using var service = await ScriptedService.StartAsync();
        var acknowledging = new TaskCompletionSource();
        var held = new TaskCompletionSource();
        service.Script.Monitors.Acknowledging = acknowledging.Task;
        service.Script.Monitors.OnHeld = count => _ = count == 4 && held.TrySetResult();
        using var client = service.Connect(SmallChunks);
        var given = 0;
        var sending = client.ObserveStreamAsync("m", "s", _ => Source());
        await held.Task;
        Assert.Equal(4, Volatile.Read(ref given));
        acknowledging.SetResult();
        Assert.Equal(50, await sending);
        Assert.InRange(service.Script.Monitors.MostUnacknowledged, 4, 4);
        AssertAllOnce(service, 50);

        async IAsyncEnumerable<IReadOnlyList<Sample>> Source()
        {
            await foreach (var sample in Samples.Make(50))
            {
                Interlocked.Increment(ref given);
                yield return [sample];
            }
        }
    }

    [Fact]
    public async Task A_slow_sample_is_sent_without_waiting_for_others()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => o with { ChunkWait = TimeSpan.FromMilliseconds(1), TimeProvider = TimeProvider.System });
        var acknowledged = new TaskCompletionSource();
        var progress = new Recorder { OnAcknowledged = () => acknowledged.TrySetResult() };
        Assert.Equal(2, await client.ObserveStreamAsync("m", "s", Source(), progress: progress));
        Assert.Equal([1, 1], service.Script.Monitors.Batches.Select(b => b.Samples.Count));

        async IAsyncEnumerable<Sample> Source()
        {
            yield return new Sample { Text = "0" };
            await acknowledged.Task;
            yield return new Sample { Text = "1" };
        }
    }

    [Fact]
    public async Task A_later_call_under_the_same_stream_adds_after_the_earlier_one()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(SmallChunks);
        await client.ObserveStreamAsync("m", "s", Samples.Make(5));
        Assert.Equal(5, await client.ObserveStreamAsync("m", "s", Samples.Make(5)));
        Assert.Equal(10, service.Script.Monitors.Samples.Count);
        Assert.Equal([1, 2, 3, 4], service.Script.Monitors.Batches.Select(b => b.Sequence));
    }

    [Fact]
    public async Task A_source_that_can_is_told_where_to_go_on()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Acknowledged["s"] = 12;
        using var client = service.Connect(SmallChunks);
        long after = 0;
        Assert.Equal(2, await client.ObserveStreamAsync("m", "s", acknowledged =>
        {
            after = acknowledged;
            return new IReadOnlyList<Sample>[] { [new Sample { Text = "a" }], [], [new Sample { Text = "b" }] }.ToAsyncEnumerable();
        }));
        Assert.Equal(12, after);
        Assert.Equal([13, 14], service.Script.Monitors.Batches.Select(b => b.Sequence));
    }

    [Fact]
    public async Task An_error_of_the_source_passes_through_when_the_samples_before_it_are_acknowledged()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(SmallChunks);
        var progress = new Recorder();
        var source = Samples.Make(5, end: new InvalidOperationException("bad row"));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ObserveStreamAsync("m", "s", source, progress: progress));
        Assert.Equal("bad row", error.Message);
        Assert.Equal(service.Script.Monitors.Samples.Count, progress.Told[^1].AcknowledgedSamples);
        Assert.Equal(5, progress.Told[^1].AcknowledgedSamples);
    }

    [Fact]
    public async Task A_refused_sample_ends_the_stream_with_its_path()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refusals[2] = Faults.BadSamples(1);
        using var client = service.Connect(SmallChunks);
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ObserveStreamAsync("m", "s", Samples.Make(100)));
        Assert.Equal("samples[0].text", Assert.Single(error.FieldViolations).Field);
        Assert.Equal(1, service.Script.Monitors.Streams);
        Assert.Equal(3, service.Script.Monitors.Samples.Count);
    }

    [Fact]
    public async Task Another_client_under_the_same_stream_is_noticed()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Faults.Enqueue(new StreamFault(1, StreamEnd.Drain));
        using var client = service.Connect(SmallChunks);
        var progress = new Recorder { OnInterruption = () => service.Script.Monitors.Acknowledged["s"] = 40 };
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ObserveStreamAsync("m", "s", Samples.Make(6), progress: progress));
        Assert.Equal(StatusCode.Aborted, error.Status);
        Assert.Contains("another client uses the same stream id", error.Message);
    }

    [Fact]
    public async Task A_service_that_forgot_what_it_acknowledged_is_noticed()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Faults.Enqueue(new StreamFault(1, StreamEnd.Drain, Acknowledges: true, Forgets: true));
        using var client = service.Connect(SmallChunks);
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ObserveStreamAsync("m", "s", Samples.Make(6)));
        Assert.Equal(StatusCode.DataLoss, error.Status);
    }

    [Fact]
    public async Task A_service_that_acknowledges_nothing_runs_into_the_deadline()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Acknowledging = new TaskCompletionSource().Task;
        using var client = service.Connect(o => SmallChunks(o) with { Deadline = TimeSpan.FromMilliseconds(300) });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ObserveStreamAsync("m", "s", Samples.Make(6)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.Status);
    }

    [Fact]
    public async Task An_unknown_monitor_is_told_at_once()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ObserveStreamAsync("other", "s", Samples.Make(6)));
        Assert.Equal("MONITOR_NOT_FOUND", error.Reason);
    }

    [Fact]
    public async Task A_service_that_is_not_there_at_first_is_asked_as_often_as_for_any_call()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining, Faults.Draining, Faults.Draining);
        using var client = service.Connect(o => SmallChunks(o) with { Retry = Quick with { MaxAttempts = 3 } });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ObserveStreamAsync("m", "s", Samples.Make(6)));
        Assert.Equal("DRAINING", error.Reason);
        Assert.Equal(3, service.Script.Monitors.Streams);
    }

    [Fact]
    public async Task A_stream_that_waits_for_its_source_can_be_cancelled()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect();
        using var cancellation = new CancellationTokenSource();
        var progress = new Recorder { OnAcknowledged = cancellation.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.ObserveStreamAsync("m", "s", Source(), progress: progress, cancellationToken: cancellation.Token));

        static async IAsyncEnumerable<Sample> Source([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return new Sample { Text = "0" };
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    private static IAsyncEnumerable<IReadOnlyList<Sample>> Threes() => SampleBatches.CutAsync(Samples.Make(9), new DetectorClientOptions { ChunkSamples = 3 });

    private static void AssertAllOnce(ScriptedService service, int count) =>
        Assert.Equal(Enumerable.Range(0, count), service.Script.Monitors.Samples.Select(s => int.Parse(s.Text.TrimEnd('.'))));

    private sealed class Recorder : IProgress<ObserveProgress>
    {
        public List<ObserveProgress> Told { get; } = [];

        public Action? OnInterruption { get; init; }

        public Action? OnAcknowledged { get; init; }

        public void Report(ObserveProgress value)
        {
            Told.Add(value);
            if (value.Interruption is not null)
            {
                OnInterruption?.Invoke();
            }
            else if (value.AcknowledgedSamples > 0)
            {
                OnAcknowledged?.Invoke();
            }
        }
    }
}
