using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>Searches in a row of similarities. Values must not be NaN.</summary>
internal static class Neighbours
{
    /// <summary>The largest values of a row, descending.</summary>
    /// <param name="row">Similarities.</param>
    /// <param name="skip">Index to leave out, or -1.</param>
    /// <param name="best">Receives as many values as it has room for; negative infinity where the row has too few.</param>
    public static void LargestK(ReadOnlySpan<float> row, int skip, Span<float> best)
    {
        best.Fill(float.NegativeInfinity);
        if (best.IsEmpty)
        {
            return;
        }

        if (skip < 0)
        {
            Offer(row, best);
            return;
        }

        Offer(row[..skip], best);
        Offer(row[(skip + 1)..], best);
    }

    /// <summary>How many values are at least the threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountAtLeast(ReadOnlySpan<float> row, float threshold)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(row);
        var least = Vector512.Create(threshold);
        var counts = Vector512<int>.Zero;
        foreach (var vector in vectors)
        {
            counts -= Vector512.GreaterThanOrEqual(vector, least).AsInt32();
        }

        var count = Vector512.Sum(counts);
        foreach (var value in row[(vectors.Length * Vector512<float>.Count)..])
        {
            count += value >= threshold ? 1 : 0;
        }

        return count;
    }

    /// <summary>Sets covered[j] to 1 wherever row[j] is at least the threshold, and leaves the others.</summary>
    /// <exception cref="ArgumentException"><paramref name="covered"/> is shorter than the row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MarkAtLeast(ReadOnlySpan<float> row, float threshold, Span<byte> covered)
    {
        if (covered.Length < row.Length)
        {
            throw new ArgumentException($"{covered.Length} marks are fewer than {row.Length} values.", nameof(covered));
        }

        const int Stride = 16;
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(row);
        var marks = MemoryMarshal.Cast<byte, Vector128<byte>>(covered);
        var least = Vector512.Create(threshold);
        for (var i = 0; i < vectors.Length; i++)
        {
            var reached = Vector512.GreaterThanOrEqual(vectors[i], least);
            if (reached == Vector512<float>.Zero)
            {
                continue;
            }

            var ones = reached.AsUInt32() & Vector512<uint>.One;
            var halves = Vector256.Narrow(ones.GetLower(), ones.GetUpper());
            marks[i] |= Vector128.Narrow(halves.GetLower(), halves.GetUpper());
        }

        for (var j = vectors.Length * Stride; j < row.Length; j++)
        {
            covered[j] = row[j] >= threshold ? (byte)1 : covered[j];
        }
    }

    /// <summary>The largest value of a row.</summary>
    /// <param name="row">Similarities.</param>
    /// <param name="skip">Index to leave out, or -1.</param>
    /// <param name="index">Where it stands, the lowest of equal ones; -1 where nothing is left.</param>
    /// <returns>The value; negative infinity where nothing is left.</returns>
    public static float MaxExcept(ReadOnlySpan<float> row, int skip, out int index)
    {
        var rest = row[(skip + 1)..];
        var (value, first) = Max(skip > 0 ? row[..skip] : default);
        var (other, second) = Max(rest);
        index = first;
        if (second >= 0 && (first < 0 || other > value))
        {
            (value, index) = (other, second + skip + 1);
        }

        return value;
    }

    private static (float Value, int Index) Max(ReadOnlySpan<float> row)
    {
        if (row.IsEmpty)
        {
            return (float.NegativeInfinity, -1);
        }

        var value = Largest(row);

        // Compared as bits, which searches in vectors; the maximum is one of the row's own values.
        return (value, MemoryMarshal.Cast<float, int>(row).IndexOf(BitConverter.SingleToInt32Bits(value)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Largest(ReadOnlySpan<float> row)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(row);
        var largest = Vector512.Create(row[0]);
        foreach (var vector in vectors)
        {
            largest = Vector512.MaxNative(largest, vector);
        }

        var value = row[0];
        for (var lane = 0; lane < Vector512<float>.Count; lane++)
        {
            value = Math.Max(value, largest[lane]);
        }

        foreach (var rest in row[(vectors.Length * Vector512<float>.Count)..])
        {
            value = Math.Max(value, rest);
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Offer(ReadOnlySpan<float> row, Span<float> best)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(row);
        var bar = Vector512.Create(best[^1]);
        for (var i = 0; i < vectors.Length; i++)
        {
            if (Vector512.GreaterThanAny(vectors[i], bar))
            {
                OfferEach(row.Slice(i * Vector512<float>.Count, Vector512<float>.Count), best);
                bar = Vector512.Create(best[^1]);
            }
        }

        OfferEach(row[(vectors.Length * Vector512<float>.Count)..], best);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfferEach(ReadOnlySpan<float> values, Span<float> best)
    {
        foreach (var value in values)
        {
            if (!(value > best[^1]))
            {
                continue;
            }

            var place = best.Length - 1;
            for (; place > 0 && best[place - 1] < value; place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = value;
        }
    }
}
