using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>
/// The random priority of a sample in a window that keeps only some of its samples. Keeping those of the smallest priorities is a uniform
/// choice without replacement (bottom-k sampling, Cohen and Kaplan 2007), and choices can be merged.
/// </summary>
public static class ReservoirPriority
{
    private const double Range = 1L << 53;

    /// <summary>The priority, uniform from 0 to 2^53 - 1; the same for the same arguments.</summary>
    /// <param name="seed">Seed of the monitor.</param>
    /// <param name="window">Number of the window.</param>
    /// <param name="ordinal">Samples that the window had seen before, below 2^32.</param>
    public static long Of(ulong seed, long window, long ordinal) =>
        (long)(new SeededRandom(seed, ((ulong)window << 32) + (ulong)ordinal).NextDouble() * Range);
}
