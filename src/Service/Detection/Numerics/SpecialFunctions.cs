namespace Detector.Detection.Numerics;

/// <summary>The functions that probabilities are made of.</summary>
internal static class SpecialFunctions
{
    private const double StirlingFrom = 16;
    private static readonly double HalfLogTwoPi = Math.Log(2 * Math.PI) / 2;

    /// <summary>ln Γ(x) for x above 0: Stirling's series, small arguments lifted by the recurrence.</summary>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "ln Γ is defined here for arguments above 0.");
        }

        if (x is 1 or 2)
        {
            return 0;
        }

        var product = 1.0;
        while (x < StirlingFrom)
        {
            product *= x;
            x++;
        }

        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingRest(x) - Math.Log(product);
    }

    /// <summary>ln of x (x + 1) … (x + count - 1) = ln Γ(x + count) - ln Γ(x), without their cancellation for large x.</summary>
    public static double LogRising(double x, int count)
    {
        var log = 0.0;
        var product = 1.0;
        var steps = 0;
        for (; steps < count && x < StirlingFrom; steps++)
        {
            product *= x;
            x++;
        }

        log += Math.Log(product);
        double rest = count - steps;
        if (rest == 0)
        {
            return log;
        }

        // (x + m - 1/2) ln(x + m) - (x - 1/2) ln x - m, its two large parts joined to one logarithm of 1 + m / x.
        return log + ((x - 0.5) * LogOnePlus(rest / x)) + (rest * (Math.Log(x + rest) - 1))
            + StirlingRest(x + rest) - StirlingRest(x);
    }

    /// <summary>ln of the number of ways to choose k of n.</summary>
    public static double LogChoose(int n, int k)
    {
        var few = Math.Min(k, n - k);
        return few == 0 ? 0 : LogRising(n - few + 1.0, few) - LogGamma(few + 1.0);
    }

    /// <summary>ln(1 + x), accurate for small x (Kahan).</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    private static double StirlingRest(double x)
    {
        var square = 1 / (x * x);
        var series = 1.0 / 156;
        series = (series * square) - (691.0 / 360360);
        series = (series * square) + (1.0 / 1188);
        series = (series * square) - (1.0 / 1680);
        series = (series * square) + (1.0 / 1260);
        series = (series * square) - (1.0 / 360);
        series = (series * square) + (1.0 / 12);
        return series / x;
    }
}
