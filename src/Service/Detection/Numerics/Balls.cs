using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>Tests a point against many balls.</summary>
internal static class Balls
{
    /// <summary>The balls that hold a point, ascending: those whose threshold its similarity reaches, up to a tolerance.</summary>
    /// <param name="similarities">Similarities of a point to the centres.</param>
    /// <param name="thresholds">Least similarity inside each ball; as many.</param>
    /// <param name="tolerance">How much a similarity may fall short.</param>
    public static int[] Holding(ReadOnlySpan<float> similarities, ReadOnlySpan<float> thresholds, float tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(similarities.Length, thresholds.Length);
        var found = new List<int>();
        var left = MemoryMarshal.Cast<float, Vector512<float>>(similarities);
        var right = MemoryMarshal.Cast<float, Vector512<float>>(thresholds);
        var slack = Vector512.Create(tolerance);
        for (var i = 0; i < left.Length; i++)
        {
            var hits = Vector512.GreaterThanOrEqual(left[i] + slack, right[i]).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                found.Add((i * Vector512<float>.Count) + System.Numerics.BitOperations.TrailingZeroCount(hits));
            }
        }

        for (var i = left.Length * Vector512<float>.Count; i < similarities.Length; i++)
        {
            if (similarities[i] + tolerance >= thresholds[i])
            {
                found.Add(i);
            }
        }

        return [.. found];
    }
}
