namespace Detector.Detection.Judging;

/// <summary>A value compared with its null.</summary>
/// <param name="NullMedian">Median of the null.</param>
/// <param name="NullP05">5th percentile of the null.</param>
/// <param name="NullP95">95th percentile of the null.</param>
/// <param name="PValue">Probability in (0, 1] that a healthy batch is at least this bad.</param>
/// <param name="AdjustedPValue">The same, adjusted for all metrics judged together.</param>
/// <param name="Effect">Size of the change towards worse; negative when for the better.</param>
/// <param name="DetectableEffect">Smallest effect shown with probability .8 at the 5 % level.</param>
public sealed record Judgement(
    double NullMedian,
    double NullP05,
    double NullP95,
    double PValue,
    double AdjustedPValue,
    double Effect,
    double DetectableEffect);
