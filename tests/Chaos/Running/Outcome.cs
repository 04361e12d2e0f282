using Detector.V1;

namespace Detector.Chaos.Running;

/// <summary>What a service knows of a monitor in the end, without times.</summary>
/// <param name="Samples">Samples acknowledged.</param>
/// <param name="Reports">All reports, as text.</param>
/// <param name="Evidence">The evidence, as text: every figure to its last digit.</param>
internal sealed record Outcome(long Samples, IReadOnlyList<string> Reports, string Evidence)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Waits until all closed windows are judged and reads what came of them.</summary>
    public static async Task<Outcome> ReadAsync(MonitorService.MonitorServiceClient monitors, string monitor)
    {
        using var patience = new CancellationTokenSource(Patience);
        var found = (await monitors.GetMonitorAsync(new GetMonitorRequest { Name = monitor })).Monitor;
        while (found.WaitingWindows > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(100, CancellationToken.None);
            found = (await monitors.GetMonitorAsync(new GetMonitorRequest { Name = monitor })).Monitor;
        }

        List<string> reports = [];
        for (var token = ""; ;)
        {
            var page = await monitors.ListReportsAsync(new ListReportsRequest { Monitor = monitor, Full = true, PageToken = token });
            foreach (var report in page.Reports)
            {
                (report.OpenTime, report.CloseTime, report.ReportTime) = (null, null, null);
                reports.Add(report.ToString());
            }

            token = page.NextPageToken;
            if (token.Length == 0)
            {
                return new Outcome(found.SampleCount, reports, found.Evidence.ToString());
            }
        }
    }

    /// <summary>Whether reports and evidence are those of another run, to the bit.</summary>
    public bool Same(Outcome other) => Reports.SequenceEqual(other.Reports) && Evidence == other.Evidence;
}
