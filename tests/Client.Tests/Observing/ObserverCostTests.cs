using Detector.V1;
using static Detector.Client.Tests.Observing.ObserverFixture;

namespace Detector.Client.Tests.Observing;

// What listens to the meter costs memory where samples are given.
[Collection("Detector.Client meter")]
public sealed class ObserverCostTests
{
    private const int Calls = 10_000;

    // The buffer's own memory, shared by all samples that go through a segment of it; growing segments are halved by the next doubling.
    private const int BudgetOfABufferedSample = 64;

    [Fact]
    public async Task A_sample_costs_the_caller_a_place_in_the_buffer_and_nothing_else()
    {
        using var client = Nowhere();
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { FlushTimeout = TimeSpan.Zero });
        var sample = new Sample { Text = new string('a', 20_000), Prompt = "p" };
        observer.Observe(sample);
        Assert.InRange(PerCall(() => observer.Observe(sample)), 0, BudgetOfABufferedSample);
    }

    [Fact]
    public async Task A_dropped_sample_costs_the_caller_no_memory()
    {
        using var client = Nowhere();
        await using var observer = new DetectorObserver(client, "m", new DetectorObserverOptions { BufferSamples = 1, FlushTimeout = TimeSpan.Zero });
        var (sample, blank) = (new Sample { Text = "a" }, new Sample());
        observer.Observe(sample);
        Assert.Equal(0, PerCall(() => observer.Observe(sample)));
        Assert.Equal(0, PerCall(() => observer.Observe(blank)));
    }

    private static long PerCall(Action call)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            call();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
