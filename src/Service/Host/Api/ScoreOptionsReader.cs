using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Host.Errors;

namespace Detector.Host.Api;

/// <summary>Checks and converts the options of a scoring call.</summary>
internal static class ScoreOptionsReader
{
    private const double LargestSignificance = 0.5;
    private const double LargestEffect = 1;

    /// <summary>How to judge.</summary>
    /// <param name="options">The options, or null for all defaults.</param>
    /// <param name="path">Their field's path, for errors.</param>
    /// <exception cref="ServiceException">A metric or the form of the nulls is unknown, or a threshold cannot be used.</exception>
    public static JudgeOptions Read(V1.ScoreOptions? options, string path)
    {
        if (options is null)
        {
            return new JudgeOptions();
        }

        var violations = new Violations();
        CheckMetrics(options, path, violations);
        var thresholds = ReadThresholds(options.Thresholds, $"{path}.thresholds", violations);
        var nulls = ReadNulls(options.Nulls, $"{path}.nulls", violations);
        violations.Throw();
        var judging = new JudgeOptions { Thresholds = thresholds, Nulls = nulls, IncludeFindings = options.IncludeFindings };
        return judging with
        {
            Metrics = options.Metrics.Count == 0 ? null : options.Metrics.ToHashSet(),
            Seed = options.HasSeed ? options.Seed : judging.Seed,
        };
    }

    private static void CheckMetrics(V1.ScoreOptions options, string path, Violations violations)
    {
        if (options.Metrics.Count == 0)
        {
            return;
        }

        string[] known = [.. MetricCatalogue.All.Select(metric => metric.Name)];
        for (var i = 0; i < options.Metrics.Count; i++)
        {
            if (!known.Contains(options.Metrics[i]))
            {
                violations.Add($"{path}.metrics[{i}]", ErrorReason.UnknownMetric, $"There is no such metric; the metrics are {string.Join(", ", known)}.");
            }
        }
    }

    // The enums of both sides have the same members in the same order; the message's starts with UNSPECIFIED.
    private static NullForm ReadNulls(V1.NullForm form, string path, Violations violations)
    {
        if (!Enum.IsDefined(form))
        {
            violations.Add(path, ErrorReason.InvalidField, $"There is no form {(int)form} of nulls; the forms are {string.Join(", ", Enum.GetNames<NullForm>())}.");
        }

        return form == V1.NullForm.Unspecified ? NullForm.Auto : (NullForm)(form - 1);
    }

    /// <summary>The thresholds of a message; unset ones have their defaults.</summary>
    public static Thresholds ReadThresholds(V1.Thresholds? message, string path, Violations violations)
    {
        var defaults = new Thresholds();
        if (message is null)
        {
            return defaults;
        }

        var thresholds = new Thresholds
        {
            Significance = message.HasSignificance ? message.Significance : defaults.Significance,
            AlarmSignificance = message.HasAlarmSignificance ? message.AlarmSignificance : defaults.AlarmSignificance,
            WatchEffect = message.HasWatchEffect ? message.WatchEffect : defaults.WatchEffect,
            WarningEffect = message.HasWarningEffect ? message.WarningEffect : defaults.WarningEffect,
            CriticalEffect = message.HasCriticalEffect ? message.CriticalEffect : defaults.CriticalEffect,
        };
        var inRange = CheckRange(thresholds.Significance, LargestSignificance, $"{path}.significance", violations)
            & CheckRange(thresholds.AlarmSignificance, LargestSignificance, $"{path}.alarm_significance", violations)
            & CheckRange(thresholds.WatchEffect, LargestEffect, $"{path}.watch_effect", violations)
            & CheckRange(thresholds.WarningEffect, LargestEffect, $"{path}.warning_effect", violations)
            & CheckRange(thresholds.CriticalEffect, LargestEffect, $"{path}.critical_effect", violations);
        if (inRange)
        {
            CheckOrder(thresholds.AlarmSignificance, "alarm_significance", thresholds.Significance, "significance", path, violations);
            CheckOrder(thresholds.WatchEffect, "watch_effect", thresholds.WarningEffect, "warning_effect", path, violations);
            CheckOrder(thresholds.WarningEffect, "warning_effect", thresholds.CriticalEffect, "critical_effect", path, violations);
        }

        return thresholds;
    }

    private static bool CheckRange(double value, double largest, string field, Violations violations)
    {
        if (value > 0 && value <= largest)
        {
            return true;
        }

        violations.Add(field, ErrorReason.InvalidThreshold, FormattableString.Invariant($"It is {value}; it must be above 0 and at most {largest}."));
        return false;
    }

    private static void CheckOrder(double smaller, string name, double larger, string largerName, string path, Violations violations)
    {
        if (smaller > larger)
        {
            violations.Add(
                $"{path}.{name}",
                ErrorReason.InvalidThreshold,
                FormattableString.Invariant($"It is {smaller}, above {largerName} ({larger}); unset thresholds have their defaults."));
        }
    }
}
