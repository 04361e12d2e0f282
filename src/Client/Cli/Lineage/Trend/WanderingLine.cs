namespace Detector.Cli.Lineage.Trend;

/// <summary>
/// A straight line through effects when the ratio of two kinds of chance is given: measuring errors, which every generation has anew,
/// and wander, which a generation hands on to the next one because that learns from it. With x the number of the generation,
/// effect(x) = a + b x + wander(x) + error(x), wander a random walk from 0 (the random walk with drift plus noise of Harvey 1989,
/// "Forecasting, Structural Time Series Models and the Kalman Filter", section 2.3). Fitted by generalised least squares; given the
/// ratio, all figures have Student's distribution with two degrees of freedom fewer than points.
/// </summary>
internal sealed class WanderingLine
{
    // Effects are told with fewer digits; without a floor a perfect line would divide by zero.
    private const double SmallestSquares = 1e-14;

    private readonly double _ratio;
    private readonly double _start;
    private readonly double[] _offsets;
    private readonly double[][] _factor;
    private readonly double[] _ones;
    private readonly double[] _slopes;
    private readonly double[] _residuals;
    private readonly double _intercept;
    private readonly (double First, double Mixed, double Second) _inverse;
    private readonly double _variance;

    /// <summary>Fits.</summary>
    /// <param name="points">The effects, at least three, in the order of the generations.</param>
    /// <param name="ratio">Variance of one step of the wander in variances of the measuring error, from 0.</param>
    public WanderingLine(IReadOnlyList<EffectPoint> points, double ratio)
    {
        _ratio = ratio;
        _start = points[0].Generation;
        _offsets = [.. points.Select(p => p.Generation - _start)];
        _factor = Factor();
        _ones = Whiten([.. points.Select(_ => 1.0)]);
        _slopes = Whiten(_offsets);
        var effects = Whiten([.. points.Select(p => p.Effect)]);

        double a = Dot(_ones, _ones), b = Dot(_ones, _slopes), c = Dot(_slopes, _slopes), determinant = (a * c) - (b * b);
        _inverse = (c / determinant, -b / determinant, a / determinant);
        double u = Dot(_ones, effects), v = Dot(_slopes, effects);
        _intercept = (_inverse.First * u) + (_inverse.Mixed * v);
        Slope = (_inverse.Mixed * u) + (_inverse.Second * v);
        _residuals = [.. effects.Select((e, i) => e - (_intercept * _ones[i]) - (Slope * _slopes[i]))];

        var squares = Math.Max(Dot(_residuals, _residuals), SmallestSquares);
        Degrees = points.Count - 2;
        _variance = squares / Degrees;
        SlopeError = Math.Sqrt(_variance * _inverse.Second);
        var logDeterminant = 2 * _factor.Select((row, i) => Math.Log(row[i])).Sum();
        LogLikelihood = -0.5 * (logDeterminant + Math.Log(determinant) + (Degrees * Math.Log(squares)));
    }

    /// <summary>Degrees of freedom.</summary>
    public int Degrees { get; }

    /// <summary>Rise of the effect per generation.</summary>
    public double Slope { get; }

    /// <summary>Its standard error.</summary>
    public double SlopeError { get; }

    /// <summary>Logarithm of the restricted likelihood of the ratio (Patterson and Thompson 1971), up to a constant.</summary>
    public double LogLikelihood { get; }

    /// <summary>
    /// The effect without measuring error in some generation, with its standard error: the best linear prediction from the line and
    /// from how far the wander has come.
    /// </summary>
    public (double Level, double Error) LevelAt(double generation)
    {
        var offset = generation - _start;
        var shared = Whiten([.. _offsets.Select(x => _ratio * Math.Min(x, offset))]);
        var level = _intercept + (Slope * offset) + Dot(shared, _residuals);
        double first = 1 - Dot(_ones, shared), second = offset - Dot(_slopes, shared);
        var ofLine = (first * first * _inverse.First) + (2 * first * second * _inverse.Mixed) + (second * second * _inverse.Second);
        var ofWander = Math.Max(0, (_ratio * offset) - Dot(shared, shared));
        return (level, Math.Sqrt(_variance * (ofLine + ofWander)));
    }

    // Cholesky's factor of the covariance, in variances of the measuring error: 1 on the diagonal, and the wander that two have in common.
    private double[][] Factor()
    {
        var factor = new double[_offsets.Length][];
        for (var i = 0; i < factor.Length; i++)
        {
            factor[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var rest = (_ratio * _offsets[j]) + (i == j ? 1 : 0);
                for (var k = 0; k < j; k++)
                {
                    rest -= factor[i][k] * factor[j][k];
                }

                factor[i][j] = i == j ? Math.Sqrt(rest) : rest / factor[j][j];
            }
        }

        return factor;
    }

    private double[] Whiten(double[] values)
    {
        var white = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var rest = values[i];
            for (var k = 0; k < i; k++)
            {
                rest -= _factor[i][k] * white[k];
            }

            white[i] = rest / _factor[i][i];
        }

        return white;
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }
}
