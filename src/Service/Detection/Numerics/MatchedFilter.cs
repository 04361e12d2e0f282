using System.Numerics.Tensors;

namespace Detector.Detection.Numerics;

/// <summary>
/// The linear combination of correlated figures that shows a known shift best against their scatter: w = C^-1 d, d the shift and C the
/// correlation of healthy draws (Fisher's discriminant, 1936), C being shrunk towards the identity (Ledoit and Wolf 2004). Scaled so
/// that the shift itself gives 1: the combination estimates how many times the shift is there.
/// </summary>
internal sealed class MatchedFilter
{
    private const double Shrinkage = 0.15;
    private readonly double[][] _draws;
    private readonly double[] _correlation;
    private readonly double[] _evenCorrelation;
    private readonly double[] _oddCorrelation;

    /// <summary>Takes healthy draws.</summary>
    /// <param name="draws">Figures by draw: each about 0 with deviation 1.</param>
    public MatchedFilter(double[][] draws)
    {
        _draws = draws;
        _correlation = Correlation([.. draws]);
        _evenCorrelation = Correlation([.. draws.Where((_, draw) => draw % 2 == 0)]);
        _oddCorrelation = Correlation([.. draws.Where((_, draw) => draw % 2 == 1)]);
    }

    /// <summary>How many times a shift is there.</summary>
    /// <param name="shift">The shift, in the units of the draws.</param>
    /// <param name="figures">The figures looked at.</param>
    /// <returns>
    /// The estimate, and those of the draws; each half of them is combined with the weights that the other half gives, since
    /// weights fit the draws that they come from too well. Null where the shift is nil.
    /// </returns>
    public (double Estimate, double[] OfDraws)? Find(double[] shift, double[] figures)
    {
        if (Weights(_correlation, shift) is not { } whole
            || Weights(_evenCorrelation, shift) is not { } even
            || Weights(_oddCorrelation, shift) is not { } odd)
        {
            return null;
        }

        double Combined(double[] weights, double[] values) => TensorPrimitives.Dot<double>(weights, values);
        return (Combined(whole, figures), [.. _draws.Select((values, draw) => Combined(draw % 2 == 0 ? odd : even, values))]);
    }

    private static double[]? Weights(double[] correlation, double[] shift)
    {
        const double LeastPivot = 1e-9;
        const double LeastShift = 1e-9;
        var weights = (double[])shift.Clone();
        Cholesky.Solve((double[])correlation.Clone(), weights, LeastPivot);
        var gain = TensorPrimitives.Dot<double>(weights, shift);
        if (!(gain > LeastShift))
        {
            return null;
        }

        TensorPrimitives.Divide(weights, gain, weights);
        return weights;
    }

    private static double[] Correlation(double[][] draws)
    {
        var figures = draws[0].Length;
        var columns = Enumerable.Range(0, figures).Select(figure => Standardized([.. draws.Select(draw => draw[figure])])).ToArray();
        var matrix = new double[figures * figures];
        for (var i = 0; i < figures; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var shared = (1 - Shrinkage) * TensorPrimitives.Dot<double>(columns[i], columns[j]);
                matrix[(i * figures) + j] = shared;
                matrix[(j * figures) + i] = shared;
            }

            matrix[(i * figures) + i] = 1;
        }

        return matrix;
    }

    // Length 1 and mean 0, so that products are correlations; a constant column correlates with nothing.
    private static double[] Standardized(double[] column)
    {
        TensorPrimitives.Subtract(column, column.Average(), column);
        var length = TensorPrimitives.Norm<double>(column);
        if (length > 0)
        {
            TensorPrimitives.Divide(column, length, column);
        }

        return column;
    }
}
