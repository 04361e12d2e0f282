using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Detector.Detection.Numerics;

/// <summary>The operations on single vectors inside <see cref="TridiagonalReduction"/>; all lengths are multiples of 8.</summary>
internal static unsafe class HouseholderVectors
{
    private const int Width = 8;

    /// <summary>row -= a w + b v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Update(float* row, float* v, float* w, float a, float b, int length)
    {
        Vector256<float> first = Vector256.Create(-a), second = Vector256.Create(-b);
        for (var c = 0; c < length; c += Width)
        {
            var updated = Vector256.FusedMultiplyAdd(second, Vector256.Load(v + c), Vector256.Load(row + c));
            Vector256.FusedMultiplyAdd(first, Vector256.Load(w + c), updated).Store(row + c);
        }
    }

    /// <summary>The inner product, summed in double: norms decide how orthogonal a reflection is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Dot(float* x, float* y, int length)
    {
        Vector256<double> lower = default, upper = default;
        for (var c = 0; c < length; c += Width)
        {
            var (x0, x1) = Vector256.Widen(Vector256.Load(x + c));
            var (y0, y1) = Vector256.Widen(Vector256.Load(y + c));
            lower = Vector256.FusedMultiplyAdd(x0, y0, lower);
            upper = Vector256.FusedMultiplyAdd(x1, y1, upper);
        }

        return Vector256.Sum(lower + upper);
    }

    /// <summary>x *= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(float* x, float factor, int length)
    {
        for (var c = 0; c < length; c += Width)
        {
            (Vector256.Load(x + c) * factor).Store(x + c);
        }
    }

    /// <summary>target = a x + b y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Combine(float* x, float a, float* y, float b, float* target, int length)
    {
        Vector256<float> first = Vector256.Create(a), second = Vector256.Create(b);
        for (var c = 0; c < length; c += Width)
        {
            Vector256.FusedMultiplyAdd(second, Vector256.Load(y + c), first * Vector256.Load(x + c)).Store(target + c);
        }
    }
}
