using System.Numerics;

namespace Detector.Detection.Numerics;

/// <summary>
/// The generator behind every random choice: xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64.
/// The sequence is a function of seed and stream alone. Not safe for several threads: give each its own stream.
/// </summary>
internal sealed class SeededRandom
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spareGaussian = double.NaN;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">Any value; equal seeds and streams give equal sequences.</param>
    /// <param name="stream">Number of an independent sequence under the same seed, for instance the number of a null draw.</param>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        // Both are mixed before they meet, so that neighbouring seeds and streams share no sequence.
        var state = Mix(seed + GoldenGamma) ^ BitOperations.RotateLeft(Mix(stream ^ GoldenGamma), 32);
        _a = Mix(state += GoldenGamma);
        _b = Mix(state += GoldenGamma);
        _c = Mix(state += GoldenGamma);
        _d = Mix(state + GoldenGamma);
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A uniform integer in [0, <paramref name="exclusiveBound"/>), without bias (Lemire 2019).</summary>
    /// <param name="exclusiveBound">At least 1.</param>
    public int NextInt(int exclusiveBound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveBound, 1);
        var bound = (uint)exclusiveBound;
        var product = (NextUInt64() >> 32) * bound;
        if ((uint)product < bound)
        {
            var rejected = unchecked(0u - bound) % bound;
            while ((uint)product < rejected)
            {
                product = (NextUInt64() >> 32) * bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A uniform number in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Marsaglia's polar method).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = (2 * NextDouble()) - 1;
            y = (2 * NextDouble()) - 1;
            square = (x * x) + (y * y);
        }
        while (square is 0 or >= 1);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareGaussian = y * scale;
        return x * scale;
    }

    /// <summary>Puts the values into uniformly random order (Fisher and Yates).</summary>
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>The numbers 0 to <paramref name="n"/> - 1 in uniformly random order.</summary>
    public int[] Permutation(int n)
    {
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }

        Shuffle(order);
        return order;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
