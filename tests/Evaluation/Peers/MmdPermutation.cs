using System.Numerics.Tensors;

namespace Detector.Evaluation.Peers;

/// <summary>
/// Two-sample test by the unbiased squared maximum mean discrepancy with a Gaussian kernel, its bandwidth the median distance, and 99
/// permutations at the 5 % level (Gretton et al., A Kernel Two-Sample Test, 2012).
/// </summary>
internal sealed class MmdPermutation : IPeer
{
    private const int Permutations = 99;
    private const int MostAsLarge = 4;

    public string Name => "mmd";

    public PeerReading Read(PeerView view)
    {
        var (m, n) = (view.Batch.Count, view.Ground.Sample.Count);
        var kernel = Kernel(view, m, n);
        var labels = new float[m + n];
        labels.AsSpan(0, m).Fill(1);
        var statistic = Statistic(kernel, labels, m, n);
        var random = Seeds.For("permutations", m, n);
        var asLarge = 0;
        // Once 5 of them are as large, p exceeds .05 whatever the rest shows.
        for (var permutation = 0; permutation < Permutations && asLarge <= MostAsLarge; permutation++)
        {
            random.Shuffle(labels);
            asLarge += Statistic(kernel, labels, m, n) >= statistic ? 1 : 0;
        }

        return new PeerReading(statistic, asLarge <= MostAsLarge);
    }

    private static float[] Kernel(PeerView view, int m, int n)
    {
        var size = m + n;
        var kernel = new float[size * size];
        for (var i = 0; i < m; i++)
        {
            view.Products.AsSpan(i * m, m).CopyTo(kernel.AsSpan(i * size));
            view.CrossProducts.AsSpan(i * n, n).CopyTo(kernel.AsSpan((i * size) + m));
            for (var j = 0; j < n; j++)
            {
                kernel[((m + j) * size) + i] = view.CrossProducts[(i * n) + j];
            }
        }

        for (var j = 0; j < n; j++)
        {
            view.Ground.Products.AsSpan(j * n, n).CopyTo(kernel.AsSpan(((m + j) * size) + m));
        }

        // exp(-d^2 / (2 bandwidth^2)) with d^2 = 2 - 2 cos.
        TensorPrimitives.Subtract(kernel, 1, kernel);
        TensorPrimitives.Divide(kernel, view.Ground.BandwidthSquared, kernel);
        TensorPrimitives.Exp<float>(kernel, kernel);
        for (var i = 0; i < size; i++)
        {
            kernel[(i * size) + i] = 0;
        }

        return kernel;
    }

    private static double Statistic(float[] kernel, float[] labels, int m, int n)
    {
        var size = m + n;
        double within = 0, cross = 0, others = 0;
        for (var i = 0; i < size; i++)
        {
            var row = kernel.AsSpan(i * size, size);
            double labelled = TensorPrimitives.Dot(row, labels);
            if (labels[i] > 0)
            {
                within += labelled;
            }
            else
            {
                cross += labelled;
                others += TensorPrimitives.Sum<float>(row) - labelled;
            }
        }

        return (within / ((double)m * (m - 1))) + (others / ((double)n * (n - 1))) - (2 * cross / ((double)m * n));
    }
}
