using System.Numerics;

namespace Detector.Detection.Numerics;

/// <summary>Quantiles by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
internal static class Quantiles
{
    /// <summary>The quantile of values in ascending order.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="q">In [0, 1].</param>
    public static double Of(ReadOnlySpan<double> sorted, double q) => Interpolate(sorted, q);

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, double)"/>
    public static double Of(ReadOnlySpan<float> sorted, double q) => Interpolate(sorted, q);

    /// <summary>The median of values in any order, in linear time; puts them into another order.</summary>
    /// <param name="values">At least one value.</param>
    public static double Median(Span<double> values) => MiddleOf(values);

    /// <inheritdoc cref="Median(Span{double})"/>
    public static double Median(Span<float> values) => MiddleOf(values);

    private static double Interpolate<T>(ReadOnlySpan<T> sorted, double q)
        where T : INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(sorted));
        if (!(q >= 0 && q <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile lies between 0 and 1.");
        }

        var position = q * (sorted.Length - 1);
        var below = (int)position;
        var low = double.CreateChecked(sorted[below]);
        var fraction = position - below;
        return fraction == 0 ? low : low + (fraction * (double.CreateChecked(sorted[below + 1]) - low));
    }

    private static double MiddleOf<T>(Span<T> values)
        where T : INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length, nameof(values));
        var middle = values.Length / 2;
        Select(values, middle);
        var upper = double.CreateChecked(values[middle]);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        // After the selection everything before the middle is no larger than it.
        var lower = values[0];
        foreach (var value in values[1..middle])
        {
            lower = T.Max(lower, value);
        }

        return (double.CreateChecked(lower) / 2) + (upper / 2);
    }

    /// <summary>Hoare's selection with the median of three as pivot: values[rank] as if sorted, no larger ones before it.</summary>
    private static void Select<T>(Span<T> values, int rank)
        where T : INumber<T>
    {
        var (left, right) = (0, values.Length - 1);
        while (left < right)
        {
            var pivot = MedianOfThree(values[left], values[left + ((right - left) / 2)], values[right]);
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
            {
                right = j;
            }
            else if (rank >= i)
            {
                left = i;
            }
            else
            {
                return;
            }
        }
    }

    private static T MedianOfThree<T>(T a, T b, T c)
        where T : INumber<T> => T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
}
