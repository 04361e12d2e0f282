using System.Text.Json;
using Detector.Host.Monitoring;

namespace Detector.Host.Storage.Sql;

/// <summary>How windows leave the state of waiting: once, in their order, whoever comes first. Inside one transaction.</summary>
internal static class JudgingCompletion
{
    /// <summary>Stores what judging a window has shown; false when it is of no use any more.</summary>
    public static bool Complete(SqlSession session, string forUpdate, JudgingTask task, JudgedWindow judged, DateTimeOffset now)
    {
        var (stored, window) = (task.Monitor, task.Windows[0]);
        if (Lock(session, forUpdate, stored.Id) is not { } monitor
            || monitor.Resets != stored.Resets || monitor.JudgedWindow != stored.JudgedWindow || monitor.State != MonitorState.Watching)
        {
            return false;
        }

        var counts = monitor.VerdictCounts.ToDictionary();
        counts[judged.Verdict] = counts.GetValueOrDefault(judged.Verdict) + 1;
        session.Execute(
            """
            UPDATE monitor SET evidence = @Evidence, judged_window = @Number, judged_time_ms = @Now, verdict = @Verdict,
              verdict_counts = @Counts, failure = '', revision = revision + 1, lease_owner = '', lease_until_ms = 0
            WHERE id = @Id
            """,
            new
            {
                judged.Evidence,
                window.Number,
                Now = now.ToMs(),
                Verdict = judged.Verdict.ToString(),
                Counts = JsonSerializer.Serialize(counts),
                stored.Id,
            });
        session.Execute(
            "UPDATE monitor_window SET state = 'judged', report = @Report, report_time_ms = @Now WHERE monitor_id = @Id AND number = @Number",
            new { judged.Report, Now = now.ToMs(), stored.Id, window.Number });
        Retain(session, monitor, window.Number, now);
        return true;
    }

    /// <summary>Gives a monitor the reference of its burn-in; false when it is of no use any more.</summary>
    public static bool CompleteBurnIn(SqlSession session, string forUpdate, JudgingTask task, long referenceId)
    {
        var stored = task.Monitor;
        if (Lock(session, forUpdate, stored.Id) is not { State: MonitorState.BurningIn } monitor || monitor.Resets != stored.Resets)
        {
            return false;
        }

        var last = task.Windows[^1].Number;
        session.Execute("DELETE FROM monitor_window WHERE monitor_id = @Id AND state = 'closed' AND number <= @last", new { stored.Id, last });
        session.Execute(
            """
            UPDATE monitor SET reference_id = @referenceId, state = 'watching', failure = '', revision = revision + 1,
              lease_owner = '', lease_until_ms = 0
            WHERE id = @Id
            """,
            new { stored.Id, referenceId });
        return true;
    }

    private static StoredMonitor? Lock(SqlSession session, string forUpdate, long id) =>
        session.Find<MonitorRow>($"{MonitorRow.SelectLight} WHERE monitor.id = @id{forUpdate}", new { id })?.ToMonitor();

    private static void Retain(SqlSession session, StoredMonitor monitor, long number, DateTimeOffset now)
    {
        var retention = monitor.Settings.Retention;
        if (!retention.KeepSamples)
        {
            session.Execute("DELETE FROM window_piece WHERE monitor_id = @Id AND number = @number", new { monitor.Id, number });
        }

        session.Execute(
            """
            DELETE FROM monitor_window WHERE monitor_id = @Id AND state = 'judged' AND number <> @number AND (report_time_ms < @since
              OR number <= (SELECT number FROM monitor_window WHERE monitor_id = @Id AND state = 'judged' ORDER BY number DESC LIMIT 1 OFFSET @Reports))
            """,
            new { monitor.Id, number, since = (now - retention.ReportAge).ToMs() ?? 0, retention.Reports });
    }
}
