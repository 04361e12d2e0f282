namespace Detector.Detection.Measuring;

/// <summary>Diversity of a spectrum: of eigenvalues taken as probabilities.</summary>
internal static class Spectrum
{
    /// <summary>Hill number of an order: (sum p^q)^(1/(1-q)); exp of the Shannon entropy at q = 1, 1/max p at infinity.</summary>
    /// <param name="values">Eigenvalues; those not positive count as 0, the others are normalised to sum 1.</param>
    /// <param name="order">q, from 0 to infinity. Larger orders weigh frequent kinds more.</param>
    /// <returns>Effective number, 1 to the number of positive values; 1 when there is none.</returns>
    public static double HillNumber(ReadOnlySpan<double> values, double order)
    {
        double total = 0, largest = 0;
        foreach (var value in values)
        {
            total += Math.Max(0, value);
            largest = Math.Max(largest, value);
        }

        if (total <= 0)
        {
            return 1;
        }

        if (double.IsPositiveInfinity(order))
        {
            return total / largest;
        }

        double sum = 0;
        foreach (var value in values)
        {
            var p = Math.Max(0, value) / total;
            sum += p <= 0 ? 0 : order == 1 ? p * Math.Log(p) : Math.Pow(p, order);
        }

        return order == 1 ? Math.Exp(-sum) : Math.Pow(sum, 1 / (1 - order));
    }
}
