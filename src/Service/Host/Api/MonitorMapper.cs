using Detector.Detection.Sequential;
using Detector.Host.Errors;
using Detector.Host.Monitoring;
using Detector.Host.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Host.Api;

/// <summary>
/// Monitors as messages. The enums of both sides have the same members in the same order; the message's start with UNSPECIFIED.
/// </summary>
internal static class MonitorMapper
{
    /// <summary>The message of a monitor.</summary>
    /// <param name="status">The monitor.</param>
    /// <param name="full">Whether evidence without an alert is in it.</param>
    /// <exception cref="ServiceException">StoreCorrupt: its evidence cannot be read.</exception>
    public static V1.Monitor ToMessage(MonitorStatus status, bool full)
    {
        var monitor = status.Monitor;
        var evidence = ReadEvidence(monitor);
        var message = new V1.Monitor
        {
            Name = monitor.Name,
            Description = monitor.Description,
            Reference = monitor.ReferenceName,
            BurnInWindows = monitor.BurnInWindows,
            Settings = ToMessage(monitor.Settings),
            State = (V1.MonitorState)(monitor.State + 1),
            Failure = monitor.Failure,
            CreateTime = Timestamp.FromDateTimeOffset(monitor.CreateTime),
            UpdateTime = Timestamp.FromDateTimeOffset(monitor.UpdateTime),
            ResetTime = ToMessage(monitor.ResetTime),
            Resets = monitor.Resets,
            SampleCount = monitor.Samples,
            LastSampleTime = ToMessage(monitor.LastSampleTime),
            WindowCount = monitor.VerdictCounts.Values.Sum(),
            WaitingWindows = status.WaitingWindows,
            OpenWindow = ToMessage(status.Open),
            Alert = (V1.AlertLevel)(evidence.Select(one => one.Alert).DefaultIfEmpty(AlertLevel.None).Max() + 1),
            Verdict = monitor.Verdict is { } verdict ? ReportMapper.ToMessage(verdict) : V1.Verdict.Unspecified,
            LastWindow = monitor.JudgedWindow,
            LastReportTime = ToMessage(monitor.JudgedTime),
        };
        message.Evidence.AddRange(evidence.Where(one => full || one.Alert > AlertLevel.None).Select(ToMessage));
        return message;
    }

    /// <summary>The message of evidence.</summary>
    public static V1.Evidence ToMessage(EvidenceFigure figure)
    {
        var message = new V1.Evidence
        {
            Kind = (V1.EvidenceKind)(figure.Kind + 1),
            Name = figure.Name,
            Alert = (V1.AlertLevel)(figure.Alert + 1),
            ChangeWindow = figure.ChangeWindow,
        };
        if (figure.Log10Evidence is { } evidence)
        {
            message.Log10Evidence = evidence;
        }

        return message;
    }

    /// <summary>The message of a time, or null.</summary>
    public static Timestamp? ToMessage(DateTimeOffset? time) => time is { } known ? Timestamp.FromDateTimeOffset(known) : null;

    /// <summary>The evidence of a monitor; empty before its first window.</summary>
    /// <exception cref="ServiceException">StoreCorrupt: it cannot be read.</exception>
    private static IReadOnlyList<EvidenceFigure> ReadEvidence(StoredMonitor monitor)
    {
        try
        {
            return MonitorEvidenceReader.Read(monitor.Evidence) is { } evidence ? EvidenceFigure.Of(evidence) : [];
        }
        catch (InvalidDataException exception)
        {
            throw new ServiceException(
                ErrorReason.StoreCorrupt, $"The evidence of the monitor '{monitor.Name}' cannot be read: {exception.Message} Reset the monitor.", exception);
        }
    }

    private static V1.OpenWindow? ToMessage(OpenWindow? window) => window is null ? null : new V1.OpenWindow
    {
        Number = window.Number,
        Samples = window.Kept,
        Seen = window.Seen,
        OpenTime = Timestamp.FromDateTimeOffset(window.OpenTime),
        Generation = window.Generation,
    };

    private static V1.MonitorSettings ToMessage(MonitorSettings settings) => new()
    {
        Window = new V1.WindowSettings
        {
            Samples = settings.Window.Samples,
            MinDuration = Duration.FromTimeSpan(settings.Window.MinDuration),
            MaxDuration = settings.Window.MaxDuration is { } longest ? Duration.FromTimeSpan(longest) : null,
            CloseOnGeneration = settings.Window.CloseOnGeneration,
        },
        Thresholds = new V1.Thresholds
        {
            Significance = settings.Thresholds.Significance,
            AlarmSignificance = settings.Thresholds.AlarmSignificance,
            WatchEffect = settings.Thresholds.WatchEffect,
            WarningEffect = settings.Thresholds.WarningEffect,
            CriticalEffect = settings.Thresholds.CriticalEffect,
        },
        Evidence = new V1.EvidenceSettings
        {
            WarningEvidence = settings.Evidence.WarningEvidence,
            PageEvidence = settings.Evidence.PageEvidence,
            PerMonitor = settings.Evidence.PerMonitor,
        },
        Retention = new V1.RetentionSettings
        {
            Reports = settings.Retention.Reports,
            ReportAge = settings.Retention.ReportAge is { } age ? Duration.FromTimeSpan(age) : null,
            KeepSamples = settings.Retention.KeepSamples,
        },
    };
}
