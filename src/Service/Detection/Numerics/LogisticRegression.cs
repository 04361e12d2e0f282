using System.Numerics.Tensors;

namespace Detector.Detection.Numerics;

/// <summary>
/// Logistic regression with a quadratic penalty, fitted by Newton's method (iteratively reweighted least squares, Hastie, Tibshirani
/// and Friedman 2009, section 4.4). Both classes have the weight of the first.
/// </summary>
internal static class LogisticRegression
{
    private const int MostSteps = 8;
    private const double Converged = 1e-3;
    private const double Penalty = 1;

    /// <summary>Weights of the features that tell a first class from a second, in O(steps n k^2); the intercept is left out.</summary>
    /// <param name="first">Rows of k features, of about unit variance.</param>
    /// <param name="second">The same for the second class.</param>
    /// <returns>k finite weights: larger products with a row speak for the first class.</returns>
    public static float[] Fit(ReadOnlySpan<float[]> first, ReadOnlySpan<float[]> second)
    {
        var k = first[0].Length + 1;
        var n = first.Length + second.Length;
        var rows = new float[n * k];
        for (var i = 0; i < n; i++)
        {
            (i < first.Length ? first[i] : second[i - first.Length]).CopyTo(rows, i * k);
            rows[(i * k) + k - 1] = 1;
        }

        var balance = (float)first.Length / second.Length;
        var (weights, weighted, curvature) = (new float[k], new float[n * k], new float[k * k]);
        for (var step = 0; step < MostSteps; step++)
        {
            var gradient = new float[k];
            for (var i = 0; i < n; i++)
            {
                var row = rows.AsSpan(i * k, k);
                var probability = 1 / (1 + MathF.Exp(-TensorPrimitives.Dot(row, weights)));
                var (target, mass) = i < first.Length ? (1f, 1f) : (0f, balance);
                TensorPrimitives.MultiplyAdd(row, mass * (target - probability), gradient, gradient);
                TensorPrimitives.Multiply(row, MathF.Sqrt(mass * probability * (1 - probability)), weighted.AsSpan(i * k, k));
            }

            Gram.SecondMoment(weighted, n, k, curvature);
            var change = Step(curvature, n, gradient, weights);
            if (!change.All(double.IsFinite))
            {
                break;
            }

            for (var j = 0; j < k; j++)
            {
                weights[j] += (float)change[j];
            }

            if (change.All(value => Math.Abs(value) < Converged))
            {
                break;
            }
        }

        return weights[..^1];
    }

    // The intercept bears no penalty but a trace of one, which keeps the system regular.
    private static double[] Step(float[] curvature, int n, float[] gradient, float[] weights)
    {
        var k = weights.Length;
        var matrix = new double[k * k];
        var step = new double[k];
        for (var i = 0; i < k; i++)
        {
            var penalty = i < k - 1 ? Penalty : 1e-6;
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * k) + j] = ((double)n * curvature[(i * k) + j]) + (i == j ? penalty : 0);
            }

            step[i] = gradient[i] - (penalty * weights[i]);
        }

        Cholesky.Solve(matrix, step, 1e-6);
        return step;
    }
}
