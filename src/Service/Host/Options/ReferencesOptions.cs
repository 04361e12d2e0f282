using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>How references are made and held in memory (section References).</summary>
internal sealed record ReferencesOptions
{
    /// <summary>Bytes of loaded references kept in memory, 0 to 2^40; the least recently used goes first. The default value is 1073741824.</summary>
    [Range(0L, 1L << 40)]
    public long CacheBytes { get; init; } = 1L << 30;

    /// <summary>CreateReference calls served at the same time, 1 to 256. The default value is 8.</summary>
    [Range(1, 256)]
    public int ConcurrentCreates { get; init; } = 8;

    /// <summary>
    /// References fitted at the same time, and likewise references whose nulls are computed, 1 to 256; the others wait. The default value is 1.
    /// </summary>
    [Range(1, 256)]
    public int ConcurrentFits { get; init; } = 1;

    /// <summary>Draws per null distribution, 99 to 10000. The default value is 500.</summary>
    [Range(99, 10_000)]
    public int NullDraws { get; init; } = 500;
}
