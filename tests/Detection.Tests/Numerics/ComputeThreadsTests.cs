using System.Runtime.CompilerServices;
using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class ComputeThreadsTests
{
    [Fact]
    public void A_loop_runs_each_part_once_and_never_on_the_thread_pool()
    {
        var counts = new int[1000];
        var pooled = 0;
        var caller = new Thread(() => Parallel.For(0, counts.Length, ComputeThreads.Loop(), i =>
        {
            Interlocked.Increment(ref counts[i]);
            Interlocked.Add(ref pooled, Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
        }));
        caller.Start();
        caller.Join();
        Assert.All(counts, count => Assert.Equal(1, count));
        Assert.Equal(0, pooled);
    }

    [Fact]
    public void Loops_may_be_nested_and_run_side_by_side()
    {
        var sum = 0;
        var callers = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            Parallel.For(0, 8, ComputeThreads.Loop(), _ => Parallel.For(0, 8, ComputeThreads.Loop(), _ => Interlocked.Increment(ref sum))))).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Equal(8 * 8 * 8, sum);
    }

    [Fact]
    public void A_loop_ends_when_it_is_given_up()
    {
        using var cancellation = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Parallel.For(0, int.MaxValue, ComputeThreads.Loop(cancellation.Token), i => cancellation.Cancel()));
    }

    [Fact]
    public void Nothing_that_a_loop_worked_on_is_kept_after_it()
    {
        var worked = RunLoop();

        // A thread may still be on its way out of its part.
        Assert.True(SpinWait.SpinUntil(() => IsGone(worked), TimeSpan.FromMinutes(1)));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference RunLoop()
        {
            var data = new int[1000];
            Parallel.For(0, data.Length, ComputeThreads.Loop(), i =>
            {
                data[i] = i;
                Thread.SpinWait(1000);
            });
            return new WeakReference(data);
        }

        static bool IsGone(WeakReference reference)
        {
            GC.Collect();
            return !reference.IsAlive;
        }
    }
}
