namespace Detector.Evaluation.Results;

/// <summary>Wilson's 95 % interval of a share.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
internal readonly record struct Interval(double Low, double High)
{
    /// <summary>The interval of a count (Wilson 1927).</summary>
    /// <param name="count">Successes.</param>
    /// <param name="trials">Trials, at least 1.</param>
    /// <param name="deviate">Standard normal quantile of the level. The default value is that of 95 %.</param>
    public static Interval Of(int count, int trials, double deviate = 1.959964)
    {
        double n = Math.Max(1, trials);
        var share = count / n;
        var square = deviate * deviate;
        var centre = (share + (square / (2 * n))) / (1 + (square / n));
        var half = deviate / (1 + (square / n)) * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n)));
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
