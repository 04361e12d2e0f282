using System.Diagnostics;

namespace Detector.Benchmarks.Measuring;

/// <summary>Runs the same work on every core.</summary>
internal static class OnEveryCore
{
    /// <summary>Runs work on a thread per core and returns the seconds until the last has ended.</summary>
    /// <param name="work">Gets the number of its thread and the number of threads.</param>
    public static double Seconds(Action<int, int> work)
    {
        var threads = Enumerable.Range(0, Environment.ProcessorCount)
            .Select(number => new Thread(() => work(number, Environment.ProcessorCount)))
            .ToArray();
        var started = Stopwatch.GetTimestamp();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
