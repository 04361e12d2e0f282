namespace Detector.Detection.Numerics;

/// <summary>The standard normal distribution.</summary>
internal static class NormalLaw
{
    private const double SeriesTo = 2.5;
    private const int FractionTerms = 120;
    private static readonly double Peak = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>P(Z &lt;= x), with relative accuracy in the lower tail.</summary>
    public static double Cdf(double x)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        if (Math.Abs(x) <= SeriesTo)
        {
            return 0.5 + CentralArea(x);
        }

        var tail = Tail(Math.Abs(x));
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>The x with P(Z &lt;= x) = p.</summary>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");
        }

        if (p > 0.5)
        {
            return -Quantile(1 - p);
        }

        if (p == 0)
        {
            return double.NegativeInfinity;
        }

        // Abramowitz and Stegun 26.2.23 starts within 5e-4; Halley's iteration triples the digits with each step.
        var t = Math.Sqrt(-2 * Math.Log(p));
        var x = ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))) - t;
        for (var step = 0; step < 3; step++)
        {
            var density = Density(x);
            if (density == 0)
            {
                break;
            }

            var newton = (Cdf(x) - p) / density;
            x -= newton / (1 + (x * newton / 2));
        }

        return x;
    }

    private static double Density(double x) => Peak * Math.Exp(-x * x / 2);

    /// <summary>P(0 &lt;= Z &lt;= x) = φ(x) (x + x³/3 + x⁵/15 + …); all terms have one sign.</summary>
    private static double CentralArea(double x)
    {
        double term = x, sum = 0;
        for (var odd = 3.0; sum + term != sum; odd += 2)
        {
            sum += term;
            term *= x * x / odd;
        }

        return Density(x) * sum;
    }

    /// <summary>P(Z > x) = φ(x) / (x + 1 / (x + 2 / (x + 3 / …))), Laplace's continued fraction.</summary>
    private static double Tail(double x)
    {
        var fraction = x;
        for (var k = FractionTerms; k > 0; k--)
        {
            fraction = x + (k / fraction);
        }

        return Density(x) / fraction;
    }
}
