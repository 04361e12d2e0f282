using Detector.Host.Storage.Sql;

namespace Detector.Host.Tests.Storage;

public sealed class SqlThreadsTests
{
    [Fact]
    public async Task At_most_so_many_run_at_the_same_time_and_the_others_wait()
    {
        using var threads = new SqlThreads(2);
        using var open = new ManualResetEventSlim();
        var (running, most) = (0, 0);
        var tasks = Enumerable.Range(0, 6).Select(i => threads.RunAsync(
            () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                open.Wait();
                Interlocked.Decrement(ref running);
                return i;
            },
            CancellationToken.None)).ToArray();
        SpinWait.SpinUntil(() => Volatile.Read(ref running) == 2, TimeSpan.FromSeconds(60));
        Assert.All(tasks, task => Assert.False(task.IsCompleted));
        open.Set();
        Assert.Equal(Enumerable.Range(0, 6), await Task.WhenAll(tasks));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Failures_and_cancellations_reach_the_caller_and_harm_no_other()
    {
        using var threads = new SqlThreads(1);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => threads.RunAsync<int>(() => throw new InvalidOperationException(), CancellationToken.None));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => threads.RunAsync(() => 1, cancelled.Token));
        Assert.Equal(1, await threads.RunAsync(() => 1, CancellationToken.None));
    }
}
