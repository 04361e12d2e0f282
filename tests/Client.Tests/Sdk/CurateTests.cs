using Detector.Client.Tests.Service;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Sdk;

public sealed class CurateTests
{
    [Fact]
    public async Task Decisions_come_in_order_and_the_summary_at_the_end()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(options => options with { ChunkSamples = 10 });
        var decisions = new List<CandidateDecision>();
        var summary = await client.CurateAsync("r", Samples(95), Add(decisions), select: 7, seed: 3);
        Assert.Equal(Enumerable.Range(0, 95), decisions.Select(decision => (int)decision.Index));
        Assert.Equal((95, 7), (summary.Candidates, summary.Selected.Count));
        Assert.Equal(new CurateHeader { Reference = "r", Select = 7, Seed = 3 }, service.Script.CurateHeader);
        Assert.Equal(95, service.Script.Samples.Count);
    }

    [Fact]
    public async Task A_call_that_the_service_did_not_take_is_repeated()
    {
        await using var service = await ScriptedService.StartAsync(
            new RpcException(new Status(StatusCode.Unavailable, "away")), new RpcException(new Status(StatusCode.Unavailable, "away")));
        using var client = service.Connect();
        var summary = await client.CurateAsync("r", Samples(5), Add([]));
        Assert.Equal((5, 3), (summary.Candidates, service.Script.Calls));
    }

    [Fact]
    public async Task A_call_that_broke_after_decisions_fails()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.BreaksAfter = 20;
        using var client = service.Connect(options => options with { ChunkSamples = 10 });
        var decisions = new List<CandidateDecision>();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.CurateAsync("r", Samples(1000), Add(decisions)));
        Assert.Equal((StatusCode.Unavailable, 1), (error.Status, service.Script.Calls));
        Assert.Equal(20, decisions.Count);
    }

    [Fact]
    public async Task A_service_that_ends_without_a_summary_is_an_error()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.EndsEarly = true;
        using var client = service.Connect();
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<DetectorException>(() => client.CurateAsync("r", Samples(5), Add([])))).Status);
    }

    [Fact]
    public async Task Errors_of_the_source_and_of_the_caller_pass_through()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(options => options with { ChunkSamples = 10 });
        Assert.Equal("source", (await Assert.ThrowsAsync<FormatException>(() => client.CurateAsync("r", Failing(), Add([])))).Message);
        Assert.Equal("caller", (await Assert.ThrowsAsync<FormatException>(
            () => client.CurateAsync("r", Samples(100), _ => throw new FormatException("caller")))).Message);

        static async IAsyncEnumerable<Sample> Failing()
        {
            for (var i = 0; i < 25; i++)
            {
                yield return new Sample { Text = $"t{i}" };
            }

            await Task.Yield();
            throw new FormatException("source");
        }
    }

    [Fact]
    public async Task A_cancelled_call_ends_also_while_the_service_says_nothing()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Hangs = true;
        using var client = service.Connect();
        using var cancellation = new CancellationTokenSource();
        var call = client.CurateAsync("r", Samples(5), Add([]), cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_service_that_owes_an_answer_for_too_long_is_given_up()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Hangs = true;
        using var client = service.Connect(options => options with { Deadline = TimeSpan.FromMilliseconds(200), Retry = RetryPolicy.None });
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<DetectorException>(() => client.CurateAsync("r", Samples(5), Add([])))).Status);
    }

    [Fact]
    public async Task Memory_does_not_grow_with_candidates_whose_decisions_are_not_taken()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(options => options with { ChunkSamples = 100 });
        var read = 0;
        var taken = new TaskCompletionSource();
        var call = client.CurateAsync("r", Counted(), async _ => await taken.Task);
        var before = -1;
        while (before != Volatile.Read(ref read))
        {
            before = Volatile.Read(ref read);
            await Task.Delay(500);
        }

        Assert.InRange(read, 1, 50_000);
        taken.SetResult();
        Assert.Equal(100_000, (await call).Candidates);

        async IAsyncEnumerable<Sample> Counted()
        {
            for (var i = 0; i < 100_000; i++)
            {
                Interlocked.Increment(ref read);
                yield return new Sample { Text = new string('x', 500) };
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Seeds_are_suggested_of_any_number_of_samples()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Seeds = new SuggestSeedsResponse { Needed = 12, Deficits = { new Deficit { Subset = "a", Needed = 12 } } };
        using var client = service.Connect(options => options with { ChunkSamples = 10 });
        Assert.Equal(service.Script.Seeds, await client.SuggestSeedsAsync("r", Samples(95)));
        Assert.Equal(95, service.Script.Samples.Count);
    }

    private static IAsyncEnumerable<Sample> Samples(int count) => Enumerable.Range(0, count).Select(i => new Sample { Text = $"t{i}" }).ToAsyncEnumerable();

    private static Func<IReadOnlyList<CandidateDecision>, ValueTask> Add(List<CandidateDecision> decisions) => more =>
    {
        decisions.AddRange(more);
        return ValueTask.CompletedTask;
    };
}
