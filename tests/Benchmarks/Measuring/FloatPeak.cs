using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Detector.Benchmarks.Measuring;

/// <summary>What the machine's fused multiply-adds of floats reach when nothing else stands in their way: all in registers, on every core.</summary>
internal static class FloatPeak
{
    private const int Chains = 16;

    /// <summary>Multiplications a second.</summary>
    /// <param name="rounds">Rounds of each core.</param>
    public static double PerSecond(int rounds)
    {
        var width = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
        var sums = new float[Environment.ProcessorCount];
        var seconds = OnEveryCore.Seconds((number, _) => sums[number] = width == Vector512<float>.Count ? Wide(rounds) : Narrow(rounds));
        return sums.Contains(float.NaN) ? double.NaN : (double)rounds * Chains * width * Environment.ProcessorCount / seconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Wide(int rounds)
    {
        var factor = Vector512.Create(0.5f);
        Vector512<float>
            a = factor, b = factor, c = factor, d = factor, e = factor, f = factor, g = factor, h = factor,
            i = factor, j = factor, k = factor, l = factor, m = factor, n = factor, o = factor, p = factor;
        for (var round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, factor);
            b = Vector512.FusedMultiplyAdd(b, factor, factor);
            c = Vector512.FusedMultiplyAdd(c, factor, factor);
            d = Vector512.FusedMultiplyAdd(d, factor, factor);
            e = Vector512.FusedMultiplyAdd(e, factor, factor);
            f = Vector512.FusedMultiplyAdd(f, factor, factor);
            g = Vector512.FusedMultiplyAdd(g, factor, factor);
            h = Vector512.FusedMultiplyAdd(h, factor, factor);
            i = Vector512.FusedMultiplyAdd(i, factor, factor);
            j = Vector512.FusedMultiplyAdd(j, factor, factor);
            k = Vector512.FusedMultiplyAdd(k, factor, factor);
            l = Vector512.FusedMultiplyAdd(l, factor, factor);
            m = Vector512.FusedMultiplyAdd(m, factor, factor);
            n = Vector512.FusedMultiplyAdd(n, factor, factor);
            o = Vector512.FusedMultiplyAdd(o, factor, factor);
            p = Vector512.FusedMultiplyAdd(p, factor, factor);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Narrow(int rounds)
    {
        var factor = Vector256.Create(0.5f);
        Vector256<float> a = factor, b = factor, c = factor, d = factor, e = factor, f = factor, g = factor, h = factor;
        for (var round = 0; round < rounds; round++)
        {
            // Twice eight chains: there are sixteen registers, and one holds the factor.
            for (var half = 0; half < Chains / 8; half++)
            {
                a = Vector256.FusedMultiplyAdd(a, factor, factor);
                b = Vector256.FusedMultiplyAdd(b, factor, factor);
                c = Vector256.FusedMultiplyAdd(c, factor, factor);
                d = Vector256.FusedMultiplyAdd(d, factor, factor);
                e = Vector256.FusedMultiplyAdd(e, factor, factor);
                f = Vector256.FusedMultiplyAdd(f, factor, factor);
                g = Vector256.FusedMultiplyAdd(g, factor, factor);
                h = Vector256.FusedMultiplyAdd(h, factor, factor);
            }
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h);
    }
}
