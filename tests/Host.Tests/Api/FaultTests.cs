using Detector.Encoding;
using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;

namespace Detector.Host.Tests.Api;

public sealed class FaultTests
{
    [Fact]
    public async Task A_full_encoder_queue_says_when_to_try_again()
    {
        using var directory = new TestDirectory();
        await PrepareAsync(directory);
        var encoder = new StubEncoder { Before = _ => throw new EncoderQueueFullException(9, 8, TimeSpan.FromSeconds(3)) };
        await using var service = await TestService.StartAsync(encoder, directory);
        var refusal = await Refusal.ExpectAsync(ErrorReason.QueueFull, () => service.ScoreAsync("r", Texts.Samples(5)));
        Assert.Equal(TimeSpan.FromSeconds(3), refusal.RetryAfter);
        Assert.Contains("Encoder:QueueTokens", refusal.Message, StringComparison.Ordinal);
        await Refusal.ExpectAsync(ErrorReason.QueueFull, () => service.CreateAsync("other", Texts.Samples(100)));
    }

    [Fact]
    public async Task A_scoring_call_too_many_is_told_to_try_again_and_the_service_goes_on()
    {
        using var directory = new TestDirectory();
        await PrepareAsync(directory);
        var gate = new Gate();
        await using var service = await TestService.StartAsync(gate.Encoder, directory, options: ["--Scoring:Calls=1"]);
        var first = service.ScoreAsync("r", Texts.Samples(5));
        await gate.Reached;
        var refusal = await Refusal.ExpectAsync(ErrorReason.QueueFull, () => service.ScoreAsync("r", Texts.Samples(5)));
        Assert.Contains("Scoring:Calls", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(refusal.RetryAfter);
        gate.Open();
        await first;
        await service.ScoreAsync("r", Texts.Samples(5));
    }

    [Fact]
    public async Task A_create_call_too_many_is_told_to_try_again()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(gate.Encoder, options: ["--References:ConcurrentCreates=1"]);
        var first = service.CreateAsync("first", Texts.Samples(100));
        await gate.Reached;
        var refusal = await Refusal.ExpectAsync(ErrorReason.QueueFull, () => service.CreateAsync("second", Texts.Samples(100)));
        Assert.Contains("References:ConcurrentCreates", refusal.Message, StringComparison.Ordinal);
        gate.Open();
        await first;
    }

    [Fact]
    public async Task A_deadline_ends_the_work_and_leaves_nothing()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(gate.Encoder);
        using var channel = service.OpenChannel(new ForeignDeadline("1S"));
        using var call = new ReferenceService.ReferenceServiceClient(channel).CreateReference();
        var exception = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => service.SendAsync(
            call, [new CreateReferenceRequest { Header = new ReferenceHeader { Name = "late" }, Samples = { Texts.Samples(100) } }]));
        Assert.Equal(Grpc.Core.StatusCode.DeadlineExceeded, exception.StatusCode);
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceNotFound, async () => await service.References.GetReferenceAsync(new GetReferenceRequest { Name = "late" }));
        await Metrics.WaitAsync(service, "detector_rejected_total{reason=\"DEADLINE_EXCEEDED\"} 1");
        Assert.Equal(gate.Reached.IsCompleted, gate.GivenUp.IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_call_ends_the_work_and_leaves_nothing()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(gate.Encoder);
        using var cancellation = new CancellationTokenSource();
        var call = service.CreateAsync("given-up", Texts.Samples(100), cancellation: cancellation.Token);
        await gate.Reached;
        await cancellation.CancelAsync();
        var exception = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => call);
        Assert.Equal(Grpc.Core.StatusCode.Cancelled, exception.StatusCode);
        await gate.GivenUp;
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceNotFound, async () => await service.References.GetReferenceAsync(new GetReferenceRequest { Name = "given-up" }));
        await Metrics.WaitAsync(service, "detector_rejected_total{reason=\"CANCELLED\"} 1");
    }

    [Fact]
    public async Task A_defect_shows_a_trace_id_and_no_text_and_the_service_goes_on()
    {
        var failing = true;
        var logs = new LogRecorder();
        var encoder = new StubEncoder { Before = _ => failing ? throw new InvalidOperationException("secret text") : Task.CompletedTask };
        await using var service = await TestService.StartAsync(encoder, adjust: logs.Register, options: ["--Log:Level=Information"]);
        var refusal = await Refusal.ExpectAsync(ErrorReason.Internal, () => service.CreateAsync("r", Texts.Samples(100)));
        var logged = Assert.Single(logs.Lines, line => line.Contains("trace id", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", refusal.Message + logged, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", logged, StringComparison.Ordinal);
        var traceId = refusal.Message.Split("trace id ")[1].TrimEnd('.');
        Assert.Contains(traceId, logged, StringComparison.Ordinal);
        failing = false;
        await service.CreateAsync("r", Texts.Samples(100));
    }

    [Fact]
    public async Task A_reference_of_another_encoder_is_refused_until_its_encoder_is_back()
    {
        using var directory = new TestDirectory();
        await PrepareAsync(directory);
        var other = new StubEncoder { Description = new EncoderDescription("other", new string('b', 64), 16, 128) };
        await using (var service = await TestService.StartAsync(other, directory))
        {
            var refusal = await Refusal.ExpectAsync(ErrorReason.EncoderMismatch, () => service.ScoreAsync("r", Texts.Samples(5)));
            Assert.Contains("'stub'", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("'other'", refusal.Message, StringComparison.Ordinal);
        }

        await using var again = await TestService.StartAsync(new StubEncoder(), directory);
        await again.ScoreAsync("r", Texts.Samples(5));
    }

    private static async Task PrepareAsync(TestDirectory directory)
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), directory);
        await service.CreateAsync("r", Texts.Samples(100));
    }
}
