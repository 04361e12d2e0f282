namespace Detector.Detection.Judging;

/// <summary>Severity needs both significance and effect.</summary>
internal static class SeverityRule
{
    /// <summary>
    /// Standard normal deviate that warning needs beside the adjusted p-value, which draws cannot show below one over their number:
    /// 4 is a probability of 3e-5 in one metric, 1e-3 in thirty.
    /// </summary>
    public const double AlarmDeviate = 4;

    /// <summary>The same for critical: 3e-7 in one metric, 1e-5 in thirty.</summary>
    public const double CriticalDeviate = 5;

    // What 4 and 5 deviates in one of thirty metrics come to, for p-values that are exact and adjusted.
    private const double AlarmProbability = 1e-3;
    private const double CriticalProbability = 1e-5;

    /// <summary>Effect from which a change that is significant at the alarm level is watched although it is small.</summary>
    public const double CertainEffect = 0.02;

    /// <summary>
    /// Severity of one figure. Without a significant change it is healthy only if a critical change would have been seen with
    /// probability .8; otherwise the evidence is insufficient.
    /// </summary>
    /// <param name="adjustedPValue">p-value adjusted for everything judged together.</param>
    /// <param name="deviate">The excess as a standard normal deviate.</param>
    /// <param name="effect">Size of the change.</param>
    /// <param name="largestEffect">Upper end of its 95 % interval: a change that may be large enough is watched.</param>
    /// <param name="detectableEffect">Smallest effect that would have been seen.</param>
    /// <param name="thresholds">When a change counts.</param>
    public static Verdict Of(
        double adjustedPValue, double deviate, double effect, double largestEffect, double detectableEffect, Thresholds thresholds)
    {
        var certain = adjustedPValue <= thresholds.AlarmSignificance;
        var alarming = certain && deviate >= AlarmDeviate;
        if (alarming && deviate >= CriticalDeviate && effect >= thresholds.CriticalEffect)
        {
            return Verdict.Critical;
        }

        if (alarming && effect >= thresholds.WarningEffect)
        {
            return Verdict.Warning;
        }

        if ((adjustedPValue <= thresholds.Significance && effect > 0 && largestEffect >= thresholds.WatchEffect)
            || (certain && effect >= CertainEffect))
        {
            return Verdict.Watch;
        }

        return detectableEffect <= thresholds.CriticalEffect ? Verdict.Healthy : Verdict.InsufficientEvidence;
    }

    /// <summary>Severity of lost parts: even the smallest is a warning when it is certain.</summary>
    /// <param name="adjustedPValue">Exact p-value, adjusted for all parts.</param>
    /// <param name="missing">Share of the reference that is missing, 0 to 1.</param>
    /// <param name="thresholds">When a change counts.</param>
    public static Verdict OfLoss(double adjustedPValue, double missing, Thresholds thresholds) => adjustedPValue switch
    {
        _ when adjustedPValue <= Math.Min(CriticalProbability, thresholds.AlarmSignificance) && missing >= thresholds.CriticalEffect => Verdict.Critical,
        _ when adjustedPValue <= Math.Min(AlarmProbability, thresholds.AlarmSignificance) => Verdict.Warning,
        _ => Verdict.Watch,
    };
}
