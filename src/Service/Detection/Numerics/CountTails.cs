namespace Detector.Detection.Numerics;

/// <summary>
/// Tail probabilities of counts. The tail that does not hold the mean is summed term by term, all terms positive, so even the
/// smallest probability keeps its relative accuracy; the other is its complement.
/// </summary>
internal static class CountTails
{
    /// <summary>P(X &lt;= k).</summary>
    public static double Lower<TLaw>(TLaw law, int k)
        where TLaw : struct, ICountLaw
    {
        if (k < law.First)
        {
            return 0;
        }

        if (k >= law.Last)
        {
            return 1;
        }

        return k < law.Mean ? SumDown(law, k) : 1 - SumUp(law, k + 1);
    }

    /// <summary>P(X >= k).</summary>
    public static double Upper<TLaw>(TLaw law, int k)
        where TLaw : struct, ICountLaw
    {
        if (k <= law.First)
        {
            return 1;
        }

        if (k > law.Last)
        {
            return 0;
        }

        return k > law.Mean ? SumUp(law, k) : 1 - SumDown(law, k - 1);
    }

    private static double SumDown<TLaw>(TLaw law, int k)
        where TLaw : struct, ICountLaw
    {
        double term = 1, sum = 1;
        for (var j = k - 1; j >= law.First; j--)
        {
            term /= law.Ratio(j);
            sum += term;
        }

        return Scaled(law.LogMass(k), sum);
    }

    private static double SumUp<TLaw>(TLaw law, int k)
        where TLaw : struct, ICountLaw
    {
        double term = 1, sum = 1;
        for (var j = k; j < law.Last; j++)
        {
            term *= law.Ratio(j);
            sum += term;
        }

        return Scaled(law.LogMass(k), sum);
    }

    private static double Scaled(double logMass, double sum) => Math.Clamp(Math.Exp(logMass + Math.Log(sum)), double.Epsilon, 1);
}
