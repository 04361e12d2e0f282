using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;

namespace Detector.Host.Tests.Monitoring;

public sealed class ObserveStreamTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        _service = await TestService.StartAsync(new StubEncoder());
        await _service.CreateAsync("r", Texts.Samples(100));
        await _service.WatchAsync("m");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Messages_are_acknowledged_and_a_new_stream_goes_on_where_the_last_was_cut_off()
    {
        var samples = Texts.Samples(40, seed: 2);
        using (var call = await OpenAsync("s", 0))
        {
            Assert.Equal((1, 1), await SendAsync(call, 1, samples[..10]));
            Assert.Equal((2, 1), await SendAsync(call, 2, samples[10..20]));
        }

        using var again = await OpenAsync("s", 2);
        Assert.Equal((2, 1), await SendAsync(again, 2, samples[10..20]));
        Assert.Equal((3, 2), await SendAsync(again, 3, samples[20..]));
        Assert.Equal(40, (await _service.FindAsync("m")).SampleCount);
        await again.RequestStream.CompleteAsync();
        Assert.False(await again.ResponseStream.MoveNext());
        using var other = await OpenAsync("t", 0);
    }

    [Fact]
    public async Task A_gap_is_refused_with_the_number_that_comes_next()
    {
        using var call = await OpenAsync("s", 0);
        var refusal = await Refusal.ExpectAsync(ErrorReason.InvalidField, "batch.sequence", () => SendAsync(call, 2, Texts.Samples(1)));
        Assert.Contains("so 1 comes next", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_out_of_place_are_refused()
    {
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header", async () =>
        {
            using var call = _service.Monitors.ObserveStream();
            await SendAsync(call, 1, Texts.Samples(1));
        });
        await Refusal.ExpectAsync(ErrorReason.MonitorNotFound, () => OpenAsync("s", 0, "none"));
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header.stream_id", () => OpenAsync("", 0));
        using var open = await OpenAsync("s", 0);
        await open.RequestStream.WriteAsync(new ObserveStreamRequest { Header = new ObserveHeader { Monitor = "m", StreamId = "s" } });
        await Refusal.ExpectAsync(ErrorReason.InvalidField, "header", async () => await open.ResponseStream.MoveNext());
        using var bad = await OpenAsync("s", 0);
        await Refusal.ExpectAsync(ErrorReason.BlankText, "batch.samples[0].text", () => SendAsync(bad, 1, [new Sample { Text = "" }]));
    }

    [Fact]
    public async Task A_service_that_stops_ends_streams_and_watches_at_once()
    {
        using var stream = await OpenAsync("s", 0);
        using var watch = _service.Monitors.WatchReports(new WatchReportsRequest { Monitor = "m" });
        var watching = watch.ResponseStream.MoveNext();
        var streaming = stream.ResponseStream.MoveNext();
        await Task.Delay(200);
        var stopping = _service.StopAsync();
        await Refusal.ExpectAsync(ErrorReason.Draining, () => watching);
        await Refusal.ExpectAsync(ErrorReason.Draining, () => streaming);
        await stopping;
    }

    [Fact]
    public async Task Reports_are_watched_as_they_are_made_and_none_is_missed_after_a_break()
    {
        using var watch = _service.Monitors.WatchReports(new WatchReportsRequest { Monitor = "m" });
        await _service.ObserveAsync("m", Texts.Samples(64, seed: 2));
        Assert.Equal((1, 2), (await NextAsync(watch), await NextAsync(watch)));
        await _service.ObserveAsync("m", Texts.Samples(32, seed: 3));
        using var late = _service.Monitors.WatchReports(new WatchReportsRequest { Monitor = "m", AfterWindow = 1, Full = true });
        Assert.Equal((2, 3), (await NextAsync(late), await NextAsync(late)));
        Assert.NotEmpty(late.ResponseStream.Current.Report.Report.Scores);
        Assert.Equal(3, await NextAsync(watch));
        Assert.Empty(watch.ResponseStream.Current.Report.Report.Scores);
        await _service.Monitors.DeleteMonitorAsync(new DeleteMonitorRequest { Name = "m" });
        await Refusal.ExpectAsync(ErrorReason.MonitorNotFound, () => watch.ResponseStream.MoveNext());

        static async Task<long> NextAsync(AsyncServerStreamingCall<WatchReportsResponse> call)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            Assert.True(await call.ResponseStream.MoveNext(patience.Token));
            return call.ResponseStream.Current.Report.Window;
        }
    }

    private async Task<AsyncDuplexStreamingCall<ObserveStreamRequest, ObserveStreamResponse>> OpenAsync(
        string stream, long acknowledged, string monitor = "m")
    {
        var call = _service.Monitors.ObserveStream();
        await call.RequestStream.WriteAsync(new ObserveStreamRequest { Header = new ObserveHeader { Monitor = monitor, StreamId = stream } });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(acknowledged, call.ResponseStream.Current.Acknowledged);
        return call;
    }

    private static async Task<(long Acknowledged, long Window)> SendAsync(
        AsyncDuplexStreamingCall<ObserveStreamRequest, ObserveStreamResponse> call, long sequence, IEnumerable<Sample> samples)
    {
        await call.RequestStream.WriteAsync(new ObserveStreamRequest { Batch = new ObserveBatch { Sequence = sequence, Samples = { samples } } });
        Assert.True(await call.ResponseStream.MoveNext());
        return (call.ResponseStream.Current.Acknowledged, call.ResponseStream.Current.Window);
    }
}
