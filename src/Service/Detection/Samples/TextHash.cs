namespace Detector.Detection.Samples;

/// <summary>64-bit hashes of words and texts: FNV-1a over UTF-16 units with a final avalanche, the same on every machine.</summary>
internal static class TextHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>Hash of some characters.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = OffsetBasis;
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        return Avalanche(hash);
    }

    /// <summary>Hash of a sequence of hashes; the order matters.</summary>
    public static ulong Combine(ReadOnlySpan<ulong> hashes)
    {
        var hash = OffsetBasis;
        foreach (var part in hashes)
        {
            hash = Avalanche(hash ^ part) * Prime;
        }

        return hash;
    }

    private static ulong Avalanche(ulong value)
    {
        value ^= value >> 33;
        value *= 0xff51afd7ed558ccd;
        value ^= value >> 33;
        value *= 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
