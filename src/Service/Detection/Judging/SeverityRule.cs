namespace Detector.Detection.Judging;

/// <summary>Severity needs both significance and effect.</summary>
internal static class SeverityRule
{
    /// <summary>
    /// Severity of one metric. Without a significant change it is healthy only if a critical change would have been seen with
    /// probability .8; otherwise the evidence is insufficient.
    /// </summary>
    public static Verdict Of(double adjustedPValue, double effect, double detectableEffect, Thresholds thresholds)
    {
        var alarming = adjustedPValue <= thresholds.AlarmSignificance;
        if (alarming && effect >= thresholds.CriticalEffect)
        {
            return Verdict.Critical;
        }

        if (alarming && effect >= thresholds.WarningEffect)
        {
            return Verdict.Warning;
        }

        if (adjustedPValue <= thresholds.Significance && effect >= thresholds.WatchEffect)
        {
            return Verdict.Watch;
        }

        return detectableEffect <= thresholds.CriticalEffect ? Verdict.Healthy : Verdict.InsufficientEvidence;
    }
}
