namespace Detector.Tests.Studies;

/// <summary>A median with an interval that holds the true one at the stated level, from order statistics: no distribution is assumed.</summary>
/// <param name="Median">The median.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct MedianInterval(double Median, double Low, double High)
{
    private const double Level = 0.95;

    /// <summary>Of values, at least 6 for an interval of 95 %.</summary>
    public static MedianInterval Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (count, rank) = (sorted.Length, 0);
        // The interval between the ranks k and n + 1 - k misses the median with probability 2 P(X < k), X binomial (n, 1/2).
        for (double term = Math.Pow(0.5, count), below = term; 2 * below <= 1 - Level && rank + 1 <= (count - 1) / 2; rank++)
        {
            term *= (double)(count - rank) / (rank + 1);
            below += term;
        }

        var first = Math.Max(0, rank - 1);
        var median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new MedianInterval(median, sorted[first], sorted[^(first + 1)]);
    }
}
