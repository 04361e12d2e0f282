using Detector.Host.Errors;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Host.Api;

/// <summary>Checks and converts the settings of a monitor. Unset fields have their defaults.</summary>
internal static class MonitorSettingsReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The settings of a message.</summary>
    /// <param name="message">The message, or null for all defaults.</param>
    /// <param name="limits">How large things may be.</param>
    /// <param name="path">Their field's path, for errors.</param>
    /// <param name="violations">Where what is wrong is noted.</param>
    public static MonitorSettings Read(V1.MonitorSettings? message, LimitsOptions limits, string path, Violations violations) => new()
    {
        Window = ReadWindow(message?.Window, limits, $"{path}.window", violations),
        Thresholds = ScoreOptionsReader.ReadThresholds(message?.Thresholds, $"{path}.thresholds", violations),
        Evidence = ReadEvidence(message?.Evidence, $"{path}.evidence", violations),
        Retention = ReadRetention(message?.Retention, $"{path}.retention", violations),
    };

    private static WindowSettings ReadWindow(V1.WindowSettings? message, LimitsOptions limits, string path, Violations violations)
    {
        var defaults = new WindowSettings();
        if (message is null)
        {
            return defaults with { Samples = Math.Min(defaults.Samples, limits.WindowSamples) };
        }

        var settings = new WindowSettings
        {
            Samples = message.HasSamples ? message.Samples : Math.Min(defaults.Samples, limits.WindowSamples),
            MinDuration = ReadDuration(message.MinDuration, $"{path}.min_duration", violations) ?? TimeSpan.Zero,
            MaxDuration = ReadDuration(message.MaxDuration, $"{path}.max_duration", violations),
            CloseOnGeneration = message.CloseOnGeneration,
        };
        if (settings.Samples < WindowSettings.FewestSamples || settings.Samples > limits.WindowSamples)
        {
            violations.Add(
                $"{path}.samples",
                ErrorReason.InvalidField,
                $"It is {settings.Samples}; a window takes {WindowSettings.FewestSamples} to {limits.WindowSamples} samples, the limit Limits:WindowSamples.");
        }

        if (settings.MaxDuration is { } longest && (longest < TimeSpan.FromSeconds(1) || longest < settings.MinDuration))
        {
            violations.Add($"{path}.max_duration", ErrorReason.InvalidField, "It must be at least 1 s, and at least min_duration.");
        }

        return settings;
    }

    private static EvidenceSettings ReadEvidence(V1.EvidenceSettings? message, string path, Violations violations)
    {
        var defaults = new EvidenceSettings();
        if (message is null)
        {
            return defaults;
        }

        var settings = new EvidenceSettings
        {
            WarningEvidence = message.HasWarningEvidence ? message.WarningEvidence : defaults.WarningEvidence,
            PageEvidence = message.HasPageEvidence ? message.PageEvidence : defaults.PageEvidence,
            PerMonitor = message.PerMonitor,
        };
        if (!(settings.WarningEvidence > 1 && double.IsFinite(settings.WarningEvidence)))
        {
            violations.Add($"{path}.warning_evidence", ErrorReason.InvalidThreshold, "It must be above 1 and finite.");
        }

        if (!(settings.PageEvidence >= settings.WarningEvidence && double.IsFinite(settings.PageEvidence)))
        {
            violations.Add(
                $"{path}.page_evidence",
                ErrorReason.InvalidThreshold,
                FormattableString.Invariant($"It is {settings.PageEvidence}; it must be finite and at least warning_evidence ({settings.WarningEvidence})."));
        }

        return settings;
    }

    private static RetentionSettings ReadRetention(V1.RetentionSettings? message, string path, Violations violations)
    {
        var defaults = new RetentionSettings();
        if (message is null)
        {
            return defaults;
        }

        var settings = new RetentionSettings
        {
            Reports = message.HasReports ? message.Reports : defaults.Reports,
            ReportAge = ReadDuration(message.ReportAge, $"{path}.report_age", violations),
            KeepSamples = message.KeepSamples,
        };
        if (settings.Reports is < 1 or > RetentionSettings.MostReports)
        {
            violations.Add(
                $"{path}.reports", ErrorReason.InvalidField, $"It is {settings.Reports}; 1 to {RetentionSettings.MostReports} reports can be kept.");
        }

        return settings;
    }

    private static TimeSpan? ReadDuration(Duration? message, string field, Violations violations)
    {
        if (message is null)
        {
            return null;
        }

        // Checked before it is converted: what is too long cannot be.
        if (message.Seconds < 0 || message.Seconds > Longest.TotalSeconds || message.Nanos is < 0 or > 999_999_999)
        {
            violations.Add(field, ErrorReason.InvalidField, $"It must lie between 0 and {Longest.TotalDays} days.");
            return null;
        }

        var duration = message.ToTimeSpan();
        return duration == TimeSpan.Zero ? null : TimeSpan.FromMilliseconds(Math.Ceiling(duration.TotalMilliseconds));
    }
}
