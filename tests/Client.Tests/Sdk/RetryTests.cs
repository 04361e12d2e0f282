using Detector.Client.Tests.Service;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Sdk;

public sealed class RetryTests
{
    [Fact]
    public async Task An_unavailable_service_is_asked_again_with_growing_waits()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining, Faults.Draining);
        using var client = service.Connect();
        Assert.Equal("r", (await client.GetReferenceAsync("r")).Name);
        Assert.Equal(3, service.Script.Calls);
        Assert.Collection(
            service.Script.Clock.Waits,
            w => Assert.InRange(w.TotalMilliseconds, 125, 250),
            w => Assert.InRange(w.TotalMilliseconds, 250, 500));
    }

    [Fact]
    public async Task A_full_queue_is_asked_again_after_the_time_it_named()
    {
        await using var service = await ScriptedService.StartAsync(Faults.QueueFull);
        using var client = service.Connect();
        await client.ScoreAsync("r", [new Sample { Text = "x" }]);
        Assert.Equal([TimeSpan.FromSeconds(7)], service.Script.Clock.Waits);
    }

    [Fact]
    public async Task A_reference_that_is_still_calibrated_is_asked_for_again_after_the_time_it_named()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Calibrating, Faults.Calibrating);
        using var client = service.Connect();
        await client.ScoreAsync("r", [new Sample { Text = "x" }]);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], service.Script.Clock.Waits);
    }

    [Fact]
    public async Task The_last_attempt_throws_what_the_service_said()
    {
        await using var service = await ScriptedService.StartAsync(Faults.QueueFull, Faults.QueueFull, Faults.QueueFull);
        using var client = service.Connect(o => o with { Retry = new RetryPolicy { MaxAttempts = 2 } });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.GetReferenceAsync("r"));
        Assert.Equal(("QUEUE_FULL", TimeSpan.FromSeconds(7)), (error.Reason, error.RetryAfter));
        Assert.Equal(2, service.Script.Calls);
    }

    [Fact]
    public async Task A_limit_is_no_reason_to_ask_again()
    {
        await using var service = await ScriptedService.StartAsync(Faults.LimitExceeded);
        using var client = service.Connect();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.GetReferenceAsync("r"));
        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_SAMPLES"), (error.Status, error.Reason));
        Assert.Equal(1, service.Script.Calls);
    }

    [Fact]
    public async Task No_wait_goes_beyond_the_deadline()
    {
        await using var service = await ScriptedService.StartAsync(Faults.QueueFull);
        using var client = service.Connect(o => o with { Deadline = TimeSpan.FromSeconds(6) });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.GetReferenceAsync("r"));
        Assert.Equal("QUEUE_FULL", error.Reason);
        Assert.Empty(service.Script.Clock.Waits);
    }

    [Fact]
    public async Task A_refused_stream_is_sent_again_whole_under_one_request_id_from_a_source_read_once()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining, Faults.QueueFull);
        using var client = service.Connect(o => o with { ChunkSamples = 7 });
        var reference = await client.CreateReferenceAsync(new ReferenceHeader { Name = "r" }, Samples.Make(100));
        Assert.Equal(100, reference.SampleCount);
        Assert.Equal(Enumerable.Range(0, 100), service.Script.Samples.Select(s => int.Parse(s.Text.TrimEnd('.'))));
        Assert.Equal(3, service.Script.RequestIds.Count);
        Assert.NotEmpty(Assert.Single(service.Script.RequestIds.Distinct()));
    }

    [Fact]
    public async Task A_stream_too_large_to_keep_is_not_sent_again()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining);
        using var client = service.Connect(o => o with { ChunkSamples = 7, Retry = new RetryPolicy { ReplayBytes = 500 } });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ScoreStreamAsync("r", Samples.Make(100)));
        Assert.Equal("DRAINING", error.Reason);
        Assert.Equal(1, service.Script.Calls);
    }

    [Fact]
    public async Task A_delete_whose_answer_was_lost_is_done()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining, Faults.NotFound);
        using var client = service.Connect();
        await client.DeleteReferenceAsync("r");
        Assert.Equal(2, service.Script.Calls);
    }

    [Fact]
    public async Task A_delete_of_what_never_was_is_an_error()
    {
        await using var service = await ScriptedService.StartAsync(Faults.NotFound);
        using var client = service.Connect();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.DeleteReferenceAsync("r"));
        Assert.Equal((StatusCode.NotFound, "REFERENCE_NOT_FOUND"), (error.Status, error.Reason));
    }
}
