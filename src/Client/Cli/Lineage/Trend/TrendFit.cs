namespace Detector.Cli.Lineage.Trend;

/// <summary>
/// The trend of one metric over the generations: <see cref="WanderingLine"/>s with different ratios of wander to measuring error, each
/// weighted by its restricted likelihood, because a few generations do not tell the ratio. Without the wander a chance deviation
/// that is handed on would pass for a trend.
/// </summary>
internal sealed class TrendFit
{
    /// <summary>Fewest generations that a trend is looked for in: three degrees of freedom.</summary>
    public const int MinimumPoints = 5;

    // A generation that is scored whole was measured on what the next one learns from: then a step of the wander is as large as the
    // measuring error, and smaller where fewer outputs are scored. Training adds chance of its own.
    private static readonly double[] Ratios = [0, 0.25, 1, 4];

    private readonly (WanderingLine Line, double Weight)[] _lines;

    /// <summary>Fits.</summary>
    /// <param name="points">The effects, at least <see cref="MinimumPoints"/>, in the order of the generations.</param>
    public TrendFit(IReadOnlyList<EffectPoint> points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Count, MinimumPoints);
        var lines = Ratios.Select(ratio => new WanderingLine(points, ratio)).ToList();
        var best = lines.Max(line => line.LogLikelihood);
        var sum = lines.Sum(line => Math.Exp(line.LogLikelihood - best));
        _lines = [.. lines.Select(line => (line, Math.Exp(line.LogLikelihood - best) / sum))];
    }

    /// <summary>The likely rise of the effect per generation.</summary>
    public double Slope => SlopeQuantile(0.5);

    /// <summary>Probability that the effect rises by at most so much per generation.</summary>
    public double SlopeAtMost(double slope) =>
        _lines.Sum(l => l.Weight * StudentT.Cumulative((slope - l.Line.Slope) / l.Line.SlopeError, l.Line.Degrees));

    /// <summary>The rise per generation that is not reached with this probability, in (0, 1).</summary>
    public double SlopeQuantile(double probability)
    {
        var (low, high) = (_lines.Min(l => l.Line.Slope), _lines.Max(l => l.Line.Slope));
        for (var step = _lines.Max(l => l.Line.SlopeError); SlopeAtMost(low) > probability; step *= 2)
        {
            low -= step;
        }

        for (var step = _lines.Max(l => l.Line.SlopeError); SlopeAtMost(high) < probability; step *= 2)
        {
            high += step;
        }

        // Halved until the ends are neighbours, or nearly.
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = SlopeAtMost(middle) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>Probability that the effect, without measuring error, is at a threshold or beyond in some generation.</summary>
    public double LevelAtLeast(double generation, double threshold) => _lines.Sum(l =>
    {
        var (level, error) = l.Line.LevelAt(generation);
        return l.Weight * StudentT.Cumulative((level - threshold) / error, l.Line.Degrees);
    });
}
