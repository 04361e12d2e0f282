using Detector.Detection.Samples;
using Detector.Detection.Sequential;
using Detector.Host.Monitoring;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Host.Api;

/// <summary>Reports of windows as messages.</summary>
internal static class MonitorReportMapper
{
    /// <summary>The message of a report.</summary>
    /// <param name="judged">The report.</param>
    /// <param name="full">Whether all figures are in it.</param>
    public static V1.MonitorReport ToMessage(JudgedReport judged, bool full)
    {
        var (window, content) = (judged.Window, judged.Content);
        var message = new V1.MonitorReport
        {
            Monitor = judged.Monitor,
            Window = window.Number,
            Generation = window.Generation,
            OpenTime = Timestamp.FromDateTimeOffset(window.OpenTime),
            CloseTime = Timestamp.FromDateTimeOffset(window.CloseTime),
            CloseReason = (V1.CloseReason)(window.CloseReason + 1),
            ReportTime = Timestamp.FromDateTimeOffset(judged.Time),
            Seen = window.Seen,
            Resets = window.Resets,
            Report = ReportMapper.ToMessage(content.Report, content.Source),
        };
        message.Evidence.AddRange(content.Evidence.Where(one => full || one.Alert > AlertLevel.None).Select(MonitorMapper.ToMessage));
        message.Changes.AddRange(content.Changes.Select(ToMessage));
        if (!full)
        {
            message.Report.Scores.Clear();
            message.Report.Axes.Clear();
            message.Report.Damages.Clear();
            message.Report.Subsets.Clear();
            message.Report.LostRegions.Clear();
            message.Report.OverfullRegions.Clear();
        }

        return message;
    }

    /// <summary>The message of a sample.</summary>
    public static V1.Sample ToMessage(Sample sample)
    {
        var message = new V1.Sample { Text = sample.Text, Time = MonitorMapper.ToMessage(sample.Time) };
        if (sample.Id is not null)
        {
            message.Id = sample.Id;
        }

        if (sample.Prompt is not null)
        {
            message.Prompt = sample.Prompt;
        }

        if (sample.Group is not null)
        {
            message.Group = sample.Group;
        }

        if (sample.Subset is not null)
        {
            message.Subset = sample.Subset;
        }

        return message;
    }

    private static V1.AlertChange ToMessage(AlertChange change)
    {
        var message = new V1.AlertChange
        {
            Kind = (V1.EvidenceKind)(change.Kind + 1),
            Name = change.Name,
            From = (V1.AlertLevel)(change.From + 1),
            To = (V1.AlertLevel)(change.To + 1),
            ChangeWindow = change.ChangeWindow,
        };
        if (change.Log10Evidence is { } evidence)
        {
            message.Log10Evidence = evidence;
        }

        return message;
    }
}
