using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>Tests a point against many balls.</summary>
internal static class Balls
{
    /// <summary>Whether any similarity reaches its own threshold, up to a tolerance.</summary>
    /// <param name="similarities">Similarities of a point to the centres.</param>
    /// <param name="thresholds">Least similarity inside each ball; as many.</param>
    /// <param name="tolerance">How much a similarity may fall short.</param>
    public static bool Contain(ReadOnlySpan<float> similarities, ReadOnlySpan<float> thresholds, float tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(similarities.Length, thresholds.Length);
        var left = MemoryMarshal.Cast<float, Vector512<float>>(similarities);
        var right = MemoryMarshal.Cast<float, Vector512<float>>(thresholds);
        var slack = Vector512.Create(tolerance);
        for (var i = 0; i < left.Length; i++)
        {
            if (Vector512.GreaterThanOrEqualAny(left[i] + slack, right[i]))
            {
                return true;
            }
        }

        for (var i = left.Length * Vector512<float>.Count; i < similarities.Length; i++)
        {
            if (similarities[i] + tolerance >= thresholds[i])
            {
                return true;
            }
        }

        return false;
    }
}
