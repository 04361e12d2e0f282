using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>Sums of kernels over blocks of cosines of unit vectors.</summary>
internal static class KernelSums
{
    /// <summary>Vectors whose terms are summed in float before the sum goes on in double.</summary>
    private const int Run = 16;

    /// <summary>
    /// The sum over all entries of the mean of four radial kernels, k = 1/4 Σ_b exp(-d² / (b m)) with b in {1/16, 1/4, 1, 4},
    /// d² = 2 - 2 cos and m the median squared distance. One exponential serves all four: with t = exp(-d² / (4 m)) they are
    /// t^64, t^16, t^4 and t (Gretton 2012, bandwidths of SCIENCE's mmd).
    /// </summary>
    /// <param name="cosines">Inner products of unit vectors; what rounding put above 1 counts as 1.</param>
    /// <param name="medianSquaredDistance">m, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">m is not above 0.</exception>
    public static double SumRbf(ReadOnlySpan<float> cosines, float medianSquaredDistance)
    {
        var rate = Rate(medianSquaredDistance);
        return Vector512.IsHardwareAccelerated ? Sum512(cosines, rate) : Sum256(cosines, rate);
    }

    /// <summary>The kernel of <see cref="SumRbf"/> of each entry.</summary>
    /// <param name="cosines">Inner products of unit vectors; what rounding put above 1 counts as 1.</param>
    /// <param name="medianSquaredDistance">m, above 0.</param>
    /// <param name="kernels">Receives as many kernels, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">m is not above 0, or there is less room than there are entries.</exception>
    public static void Rbf(ReadOnlySpan<float> cosines, float medianSquaredDistance, Span<float> kernels)
    {
        var rate = Rate(medianSquaredDistance);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernels.Length, cosines.Length, nameof(kernels));
        var step = Vector256<float>.Count;
        var whole = cosines.Length / step * step;
        for (var i = 0; i < whole; i += step)
        {
            (FourKernels(Vector256.Create(cosines[i..]), rate) * 0.25f).CopyTo(kernels[i..]);
        }

        Span<float> rest = stackalloc float[step];
        cosines[whole..].CopyTo(rest);
        (FourKernels(Vector256.Create<float>(rest), rate) * 0.25f).CopyTo(rest);
        rest[..(cosines.Length - whole)].CopyTo(kernels[whole..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Sum512(ReadOnlySpan<float> cosines, float rate)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(cosines);
        var total = Vector512<double>.Zero;
        for (var start = 0; start < vectors.Length; start += Run)
        {
            var sum = Vector512<float>.Zero;
            foreach (var cosine in vectors.Slice(start, Math.Min(Run, vectors.Length - start)))
            {
                sum += FourKernels(cosine, rate);
            }

            var (lower, upper) = Vector512.Widen(sum);
            total += lower + upper;
        }

        Span<float> rest = stackalloc float[Vector512<float>.Count];
        var tail = cosines[(vectors.Length * Vector512<float>.Count)..];
        tail.CopyTo(rest);
        FourKernels(Vector512.Create<float>(rest), rate).CopyTo(rest);
        return SumTail(rest[..tail.Length], Vector512.Sum(total));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double Sum256(ReadOnlySpan<float> cosines, float rate)
    {
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(cosines);
        var total = Vector256<double>.Zero;
        for (var start = 0; start < vectors.Length; start += Run)
        {
            var sum = Vector256<float>.Zero;
            foreach (var cosine in vectors.Slice(start, Math.Min(Run, vectors.Length - start)))
            {
                sum += FourKernels(cosine, rate);
            }

            var (lower, upper) = Vector256.Widen(sum);
            total += lower + upper;
        }

        Span<float> rest = stackalloc float[Vector256<float>.Count];
        var tail = cosines[(vectors.Length * Vector256<float>.Count)..];
        tail.CopyTo(rest);
        FourKernels(Vector256.Create<float>(rest), rate).CopyTo(rest);
        return SumTail(rest[..tail.Length], Vector256.Sum(total));
    }

    private static float Rate(float medianSquaredDistance)
    {
        if (!(medianSquaredDistance > 0 && float.IsFinite(medianSquaredDistance)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(medianSquaredDistance), medianSquaredDistance, "The median squared distance must be finite and above 0.");
        }

        // t = 2^(rate (cos - 1)).
        return Math.Min(float.MaxValue, (float)(0.5 / Math.Log(2) / medianSquaredDistance));
    }

    private static double SumTail(ReadOnlySpan<float> tail, double sum)
    {
        foreach (var value in tail)
        {
            sum += value;
        }

        return sum / 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourKernels(Vector512<float> cosine, float rate)
    {
        var power = Vector512.MinNative(cosine - Vector512<float>.One, Vector512<float>.Zero) * rate;
        power = Vector512.MaxNative(power, Vector512.Create(ExponentialSeries.Lowest));
        var whole = Vector512.Round(power);
        var f = power - whole;
        var series = Vector512.Create(ExponentialSeries.C6);
        series = Vector512.FusedMultiplyAdd(series, f, Vector512.Create(ExponentialSeries.C5));
        series = Vector512.FusedMultiplyAdd(series, f, Vector512.Create(ExponentialSeries.C4));
        series = Vector512.FusedMultiplyAdd(series, f, Vector512.Create(ExponentialSeries.C3));
        series = Vector512.FusedMultiplyAdd(series, f, Vector512.Create(ExponentialSeries.C2));
        series = Vector512.FusedMultiplyAdd(series, f, Vector512.Create(ExponentialSeries.C1));
        series = Vector512.FusedMultiplyAdd(series, f, Vector512<float>.One);
        var exponent = Vector512.ConvertToInt32Native(whole) << 23;
        var t = (series.AsInt32() + exponent).AsSingle();
        var t2 = t * t;
        var t4 = t2 * t2;
        var t8 = t4 * t4;
        var t16 = t8 * t8;
        var t32 = t16 * t16;
        return Vector512.FusedMultiplyAdd(t32, t32, t16) + (t4 + t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> FourKernels(Vector256<float> cosine, float rate)
    {
        var power = Vector256.MinNative(cosine - Vector256<float>.One, Vector256<float>.Zero) * rate;
        power = Vector256.MaxNative(power, Vector256.Create(ExponentialSeries.Lowest));
        var whole = Vector256.Round(power);
        var f = power - whole;
        var series = Vector256.Create(ExponentialSeries.C6);
        series = Vector256.FusedMultiplyAdd(series, f, Vector256.Create(ExponentialSeries.C5));
        series = Vector256.FusedMultiplyAdd(series, f, Vector256.Create(ExponentialSeries.C4));
        series = Vector256.FusedMultiplyAdd(series, f, Vector256.Create(ExponentialSeries.C3));
        series = Vector256.FusedMultiplyAdd(series, f, Vector256.Create(ExponentialSeries.C2));
        series = Vector256.FusedMultiplyAdd(series, f, Vector256.Create(ExponentialSeries.C1));
        series = Vector256.FusedMultiplyAdd(series, f, Vector256<float>.One);
        var exponent = Vector256.ConvertToInt32Native(whole) << 23;
        var t = (series.AsInt32() + exponent).AsSingle();
        var t2 = t * t;
        var t4 = t2 * t2;
        var t8 = t4 * t4;
        var t16 = t8 * t8;
        var t32 = t16 * t16;
        return Vector256.FusedMultiplyAdd(t32, t32, t16) + (t4 + t);
    }
}
