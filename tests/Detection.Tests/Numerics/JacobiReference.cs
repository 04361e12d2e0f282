namespace Detector.Detection.Tests.Numerics;

/// <summary>Eigenvalues by Jacobi's rotations: slow, plain, and unlike the method under test.</summary>
internal static class JacobiReference
{
    public static double[] Values(float[] symmetric, int n)
    {
        var a = Array.ConvertAll(symmetric, value => (double)value);
        for (var sweep = 0; sweep < 30; sweep++)
        {
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    Rotate(a, n, p, q);
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[(i * n) + i]).Order()];
    }

    private static void Rotate(double[] a, int n, int p, int q)
    {
        if (a[(p * n) + q] == 0)
        {
            return;
        }

        var angle = 0.5 * Math.Atan2(2 * a[(p * n) + q], a[(q * n) + q] - a[(p * n) + p]);
        var (sine, cosine) = Math.SinCos(angle);
        for (var k = 0; k < n; k++)
        {
            var (x, y) = (a[(k * n) + p], a[(k * n) + q]);
            a[(k * n) + p] = (cosine * x) - (sine * y);
            a[(k * n) + q] = (sine * x) + (cosine * y);
        }

        for (var k = 0; k < n; k++)
        {
            var (x, y) = (a[(p * n) + k], a[(q * n) + k]);
            a[(p * n) + k] = (cosine * x) - (sine * y);
            a[(q * n) + k] = (sine * x) + (cosine * y);
        }
    }
}
