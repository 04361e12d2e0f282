namespace Detector.Cli.Mixing;

/// <summary>How much human data a data set needs.</summary>
/// <param name="Share">The smallest share of human data found with which mixtures pass, 0 to 1; null where none passes.</param>
/// <param name="Points">The curve: every share tried, ascending.</param>
internal sealed record MixAdvice(double? Share, IReadOnlyList<MixPoint> Points)
{
    /// <summary>Human samples to add to a data set to get a share.</summary>
    /// <param name="share">The share, below 1.</param>
    /// <param name="samples">Samples of the data set.</param>
    public static long ToAdd(double share, long samples) => (long)Math.Ceiling(samples * share / (1 - share));
}
