namespace Detector.Detection.Judging;

/// <summary>Severity needs both significance and effect.</summary>
internal static class SeverityRule
{
    /// <summary>
    /// Standard normal deviate that critical needs beside the adjusted p-value, which draws cannot show below one over their number:
    /// 4.5 is a probability of 3e-6 in one metric, 1e-4 in thirty.
    /// </summary>
    public const double CriticalDeviate = 4.5;

    /// <summary>Effect from which a change beyond doubt, at the critical deviate, is watched although it is small.</summary>
    public const double CertainEffect = 0.02;

    /// <summary>
    /// Severity of one metric. Without a significant change it is healthy only if a critical change would have been seen with
    /// probability .8; otherwise the evidence is insufficient.
    /// </summary>
    public static Verdict Of(double adjustedPValue, double deviate, double effect, double detectableEffect, Thresholds thresholds)
    {
        var alarming = adjustedPValue <= thresholds.AlarmSignificance;
        if (alarming && deviate >= CriticalDeviate && effect >= thresholds.CriticalEffect)
        {
            return Verdict.Critical;
        }

        if (alarming && effect >= thresholds.WarningEffect)
        {
            return Verdict.Warning;
        }

        if ((adjustedPValue <= thresholds.Significance && effect >= thresholds.WatchEffect)
            || (alarming && deviate >= CriticalDeviate && effect >= CertainEffect))
        {
            return Verdict.Watch;
        }

        return detectableEffect <= thresholds.CriticalEffect ? Verdict.Healthy : Verdict.InsufficientEvidence;
    }
}
