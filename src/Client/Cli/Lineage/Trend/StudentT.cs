namespace Detector.Cli.Lineage.Trend;

/// <summary>Student's distribution with a whole number of degrees of freedom.</summary>
internal static class StudentT
{
    /// <summary>P(T at most t), by the finite sums of Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.</summary>
    /// <param name="t">Where to look.</param>
    /// <param name="degrees">Degrees of freedom, from 1.</param>
    public static double Cumulative(double t, int degrees)
    {
        var angle = Math.Atan(t / Math.Sqrt(degrees));
        var (sine, cosine) = Math.SinCos(angle);
        var odd = degrees % 2 == 1;
        double term = odd ? cosine : 1, sum = degrees == 1 ? 0 : term;
        for (var k = odd ? 3 : 2; k < degrees - 1; k += 2)
        {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }

        var middle = odd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
        return (1 + middle) / 2;
    }
}
