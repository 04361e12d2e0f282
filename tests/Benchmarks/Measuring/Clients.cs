using System.Collections.Concurrent;
using System.Diagnostics;

namespace Detector.Benchmarks.Measuring;

/// <summary>Callers that call at the same time, each again and again.</summary>
internal static class Clients
{
    /// <summary>Has callers make calls until all are made.</summary>
    /// <param name="callers">How many.</param>
    /// <param name="calls">Calls of all together.</param>
    /// <param name="perSecond">Calls a second of all together, at even distances whatever the answers take; 0 for as fast as they are answered.</param>
    /// <param name="call">Makes the call of a number.</param>
    public static async Task<Latencies> RunAsync(int callers, int calls, double perSecond, Func<int, Task> call)
    {
        var next = -1;
        var latencies = new ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        return new([.. latencies.Order()], Stopwatch.GetElapsedTime(started).TotalSeconds);

        async Task CallAsync()
        {
            for (int number; (number = Interlocked.Increment(ref next)) < calls;)
            {
                var due = perSecond > 0 ? number / perSecond : 0;
                var early = due - Stopwatch.GetElapsedTime(started).TotalSeconds;
                if (early > 0)
                {
                    await Task.Delay(TimeSpan.FromSeconds(early));
                }

                var begun = Stopwatch.GetTimestamp();
                await call(number);
                latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }
    }
}
