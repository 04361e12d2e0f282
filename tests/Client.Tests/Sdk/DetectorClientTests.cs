using Detector.Client.Tests.Service;
using Detector.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace Detector.Client.Tests.Sdk;

public sealed class DetectorClientTests
{
    [Fact]
    public async Task Streams_are_cut_into_messages_and_progress_is_told()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => o with { ChunkBytes = 5000 });
        var progress = new Recorder();
        await client.ScoreStreamAsync("r", Samples.Make(100, 400), progress: progress);
        Assert.Equal(100, service.Script.Samples.Count);
        Assert.All(service.Script.MessageSizes, size => Assert.InRange(size, 0, 5100));
        Assert.Equal((100, true), (progress.Told[^1].Samples, progress.Told[^1].AllSent));
        Assert.True(progress.Told.SkipLast(1).All(p => !p.AllSent));
        Assert.Equal(progress.Told.Select(p => p.Samples).Order(), progress.Told.Select(p => p.Samples));
    }

    [Fact]
    public async Task Lists_go_on_over_pages()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.References = [.. Enumerable.Range(0, 7).Select(i => new Reference { Name = $"r{i}" })];
        using var client = service.Connect();
        List<string> names = [];
        await foreach (var reference in client.ListReferencesAsync(pageSize: 3))
        {
            names.Add(reference.Name);
        }

        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"r{i}"), names);
        Assert.Equal(["", "3", "6"], service.Script.Lists.Select(l => l.PageToken));
    }

    [Fact]
    public async Task Errors_carry_reason_domain_metadata_and_fields()
    {
        await using var service = await ScriptedService.StartAsync(Faults.BadSamples(2));
        using var client = service.Connect();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ScoreAsync("r", []));
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_SAMPLES", "detector.v1", "2 fields are wrong."), (error.Status, error.Reason, error.Domain, error.Message));
        Assert.Equal("9", error.Metadata["limit"]);
        Assert.Equal([new FieldViolation("samples[0].text", "TEXT_TOO_LONG", "is too long"), new FieldViolation("samples[1].text", "TEXT_TOO_LONG", "is too long")], error.FieldViolations);
        Assert.False(error.IsUnreachable);
    }

    [Fact]
    public async Task An_error_of_the_source_passes_through_and_ends_the_call()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => o with { ChunkSamples = 2 });
        var source = Samples.Make(5, end: new InvalidOperationException("bad row"));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateReferenceAsync(new ReferenceHeader { Name = "r" }, source));
        Assert.Equal("bad row", error.Message);
        await service.Script.Cancelled.Task;
    }

    [Fact]
    public async Task A_deadline_is_named()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Hangs = true;
        using var client = service.Connect(o => o with { Deadline = TimeSpan.FromMilliseconds(200) });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.GetReferenceAsync("r"));
        Assert.Equal(StatusCode.DeadlineExceeded, error.Status);
        Assert.Equal("The call took longer than its deadline of 0.2 s. Allow it more time, or send fewer samples.", error.Message);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_on_both_sides()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Hangs = true;
        using var client = service.Connect();
        using var source = new CancellationTokenSource();
        var progress = new Recorder { OnAllSent = source.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ScoreStreamAsync("r", Samples.Make(3), null, progress, source.Token));
        await service.Script.Cancelled.Task;
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unreachable()
    {
        var service = await ScriptedService.StartAsync();
        var address = service.Address;
        await service.DisposeAsync();
        using var client = new DetectorClient(new DetectorClientOptions { Address = address, Retry = RetryPolicy.None });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ScoreStreamAsync("r", Samples.Make(3)));
        Assert.True(error.IsUnreachable);
        Assert.Equal(
            $"The service at {address.ToString().TrimEnd('/')} cannot be reached (Connection refused). Check the address and that the service runs.",
            error.Message);
    }

    [Fact]
    public async Task A_port_that_speaks_something_else_is_named()
    {
        await using var other = WebApplication.CreateSlimBuilder().Build();
        other.Urls.Add("http://127.0.0.1:0");
        await other.StartAsync();
        using var client = new DetectorClient(other.Urls.Single());
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.GetReferenceAsync("r"));
        Assert.False(error.IsUnreachable);
        Assert.Equal($"{other.Urls.Single()} answers, but not as the Detector's gRPC port. Check the port; the default is 50051.", error.Message);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_named()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => o with { MaxSendMessageBytes = 100 });
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.ScoreStreamAsync("r", Samples.Make(1, 200)));
        Assert.Equal(StatusCode.ResourceExhausted, error.Status);
        Assert.StartsWith("A message is too large (", error.Message);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void Options_out_of_range_are_refused(int chunkBytes, int chunkSamples, int attempts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DetectorClient(new DetectorClientOptions
        {
            ChunkBytes = chunkBytes,
            ChunkSamples = chunkSamples,
            Retry = new RetryPolicy { MaxAttempts = attempts },
        }));

    private sealed class Recorder : IProgress<SendProgress>
    {
        public List<SendProgress> Told { get; } = [];

        public Action? OnAllSent { get; init; }

        public void Report(SendProgress value)
        {
            Told.Add(value);
            if (value.AllSent)
            {
                OnAllSent?.Invoke();
            }
        }
    }
}
