using System.Numerics.Tensors;
using Detector.Detection.Numerics;

namespace Detector.Detection.Measuring;

/// <summary>The spectrum of K/n, K the cosine Gram matrix of some samples.</summary>
internal sealed class SpectrumPart
{
    // The second moment of more samples than dimensions has the spectrum of K/n and is smaller.
    private readonly float[]? _moment;
    private readonly int _count;
    private readonly double _selves;

    private SpectrumPart(Span<float> matrix, int order, float scale, int count, double selves, float[]? moment)
    {
        (_moment, _count, _selves) = (moment, count, selves);
        double squares = 0;
        for (var i = 0; i < order; i++)
        {
            squares += TensorPrimitives.SumOfSquares<float>(matrix.Slice(i * order, order));
        }

        MeanSquaredCosine = ((squares / ((double)scale * scale) * count) - (selves / count)) / Math.Max(1, count - 1);
        var values = Draw.Eigenvalues(matrix, order);
        Entropy = Math.Log(Spectrum.HillNumber(values, 1));
        Dominance = Spectrum.HillNumber(values, double.PositiveInfinity);
    }

    /// <summary>Its Shannon entropy in nats, 0 to ln min(n, d).</summary>
    public double Entropy { get; }

    /// <summary>One over its largest eigenvalue, 1 to min(n, d).</summary>
    public double Dominance { get; }

    /// <summary>Mean squared cosine over the pairs of different samples: the squared Frobenius norm of K without its diagonal.</summary>
    public double MeanSquaredCosine { get; }

    /// <summary>Measures some samples, in O(n d min(n, d)).</summary>
    public static SpectrumPart Of(Population population, ReadOnlySpan<int> members, Workspace workspace)
    {
        var (n, dimension) = (members.Length, population.Drawable.Dimension);
        double selves = 0;
        if (n <= dimension)
        {
            var gram = workspace.Spectrum(n * n);
            PairStatistics.Gather(population, PairStatistics.Sorted(members), gram);
            for (var i = 0; i < n; i++)
            {
                selves += (double)gram[(i * n) + i] * gram[(i * n) + i];
            }

            return new SpectrumPart(gram, n, n, n, selves, null);
        }

        var rows = workspace.Rows(n * dimension);
        for (var i = 0; i < n; i++)
        {
            var row = population.Row(members[i]);
            row.CopyTo(rows[(i * dimension)..]);
            var self = (double)TensorPrimitives.SumOfSquares(row);
            selves += self * self;
        }

        var moment = new float[dimension * dimension];
        Gram.SecondMoment(rows, n, dimension, moment);
        return OfMoment(moment, dimension, n, selves, workspace);
    }

    /// <summary>Measures two halves together, whose moments are known; null where they are not.</summary>
    public static SpectrumPart? OfHalves(SpectrumPart first, SpectrumPart second, Workspace workspace)
    {
        if (first._moment is not { } left || second._moment is not { } right)
        {
            return null;
        }

        var moment = new float[left.Length];
        TensorPrimitives.AddMultiply<float>(left, right, 0.5f, moment);
        return OfMoment(moment, (int)Math.Sqrt(left.Length), first._count + second._count, first._selves + second._selves, workspace);
    }

    private static SpectrumPart OfMoment(float[] moment, int dimension, int count, double selves, Workspace workspace)
    {
        var matrix = workspace.Spectrum(moment.Length);
        moment.CopyTo(matrix);
        return new SpectrumPart(matrix, dimension, 1, count, selves, moment);
    }
}
