using System.Numerics.Tensors;
using Detector.Detection.Numerics;

namespace Detector.Detection.Metrics;

/// <summary>
/// How well a classifier tells the outputs from the reference (classifier two-sample test, Lopez-Paz and Oquab 2017): area under the
/// ROC curve, 0 to 1, about 1/2 for healthy batches. A logistic regression along A's principal components learns one half of the
/// outputs against A and ranks the other half among B, which it never saw; the halves change places and the two areas are averaged.
/// Worse: higher. Catches drift; the effect 2 AUC - 1 is how far the two can be told apart. O(s (n + N) k^2), s at most 8 steps,
/// N at most 4,096 samples of A, k at most 64. Too dear for null draws: its null is known.
/// </summary>
internal sealed class DomainAuc
{
    private const int MostFitted = 4096;

    public MetricDescription Description { get; } = new("domain_auc", Axis.Drift, Direction.HigherIsWorse)
    {
        Title = "how well a classifier tells the outputs from the reference",
    };

    /// <summary>The area, averaged over the two halves; rows are coordinates along the components.</summary>
    /// <param name="halves">The two halves of the outputs, neither empty.</param>
    /// <param name="fitted">A.</param>
    /// <param name="healthy">B.</param>
    /// <param name="variances">A's variance along each component.</param>
    public static double Measure((float[][] First, float[][] Second) halves, float[][] fitted, float[][] healthy, float[] variances)
    {
        // Of one scale, so that the penalty weighs on all components alike; one without variance has none.
        float[] scales = [.. variances.Select(variance => 1 / MathF.Sqrt(MathF.Max(variance, 1e-6f)))];
        var known = Scaled(fitted.AsSpan(0, Math.Min(fitted.Length, MostFitted)), scales);
        var (first, second, others) = (Scaled(halves.First, scales), Scaled(halves.Second, scales), Scaled(healthy, scales));
        var areas = new double[2];
        Parallel.For(0, 2, ComputeThreads.Loop(), half => areas[half] = half == 0 ? Area(first, known, second, others) : Area(second, known, first, others));
        return (areas[0] + areas[1]) / 2;
    }

    /// <summary>
    /// Standard deviation of the area for healthy batches. Given its classifier, each half and B are exchangeable, so its area has
    /// mean 1/2 and variance (1/n + 1/m + 1/(n m)) / 12 for n outputs in the half and m samples in B, whatever their distribution
    /// (Mann and Whitney 1947). The two areas are correlated, nearly fully where A and B are large: both are about
    /// (mean of half 1) · (mean of half 2). Nothing is gained by averaging, so the bound of Cauchy and Schwarz is taken, the mean of
    /// the two deviations.
    /// </summary>
    /// <param name="first">Independent outputs in the first half.</param>
    /// <param name="second">Independent outputs in the second half.</param>
    /// <param name="healthy">Independent samples in B.</param>
    public static double Deviation(double first, double second, double healthy)
    {
        double Of(double n) => Math.Sqrt(((1 / n) + (1 / healthy) + (1 / (n * healthy))) / 12);
        return (Of(first) + Of(second)) / 2;
    }

    private static double Area(float[][] learned, float[][] known, float[][] ranked, float[][] others)
    {
        var weights = LogisticRegression.Fit(learned, known);
        float[] Scores(float[][] rows) => [.. rows.Select(row => TensorPrimitives.Dot<float>(row, weights))];
        var sorted = Scores(others);
        Array.Sort(sorted);
        return MannWhitney.Share(Scores(ranked), sorted);
    }

    private static float[][] Scaled(ReadOnlySpan<float[]> rows, float[] scales)
    {
        var scaled = new float[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            scaled[i] = new float[scales.Length];
            TensorPrimitives.Multiply(rows[i], scales, scaled[i]);
        }

        return scaled;
    }
}
