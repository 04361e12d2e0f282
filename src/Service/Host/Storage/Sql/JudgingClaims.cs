using Detector.Detection.Samples;
using Detector.Host.Monitoring;

namespace Detector.Host.Storage.Sql;

/// <summary>Who judges which windows, inside one transaction. A claim only saves work: what counts is who completes first.</summary>
internal static class JudgingClaims
{
    // A burn-in is complete with its last window; before that its windows wait for it.
    private const string Waiting = """
        SELECT id FROM monitor
        WHERE lease_until_ms < @now AND (SELECT count(*) FROM monitor_window WHERE monitor_id = monitor.id AND monitor_window.state = 'closed')
          >= CASE WHEN monitor.state = 'burning_in' THEN burn_in_windows ELSE 1 END
        ORDER BY (SELECT min(close_time_ms) FROM monitor_window WHERE monitor_id = monitor.id AND monitor_window.state = 'closed'), id
        LIMIT 1
        """;

    /// <summary>Claims the monitor that has waited longest.</summary>
    public static JudgingTask? Claim(SqlSession session, string forUpdateSkipLocked, string owner, DateTimeOffset now, DateTimeOffset until)
    {
        var times = new { owner, now = now.ToMs(), until = until.ToMs() };
        if (session.Find<long?>(Waiting + forUpdateSkipLocked, times) is not { } id)
        {
            return null;
        }

        session.Execute("UPDATE monitor SET lease_owner = @owner, lease_until_ms = @until WHERE id = @id", new { times.owner, times.until, id });
        var monitor = session.Find<MonitorRow>($"{MonitorRow.Select} WHERE monitor.id = @id", new { id })!.ToMonitor();
        var count = monitor.State == MonitorState.BurningIn ? monitor.BurnInWindows : 1;
        var windows = session.Query<WindowRow>(
            $"SELECT {WindowRow.Columns} FROM monitor_window WHERE monitor_id = @id AND state = 'closed' ORDER BY number LIMIT @count",
            new { id, count });
        return new JudgingTask(
            monitor,
            [.. windows.Select(row => row.ToClosed())],
            [.. windows.SelectMany(row => ReadSamples(session, id, row.Number))]);
    }

    /// <summary>The samples of a window, in their order.</summary>
    public static IReadOnlyList<Sample> ReadSamples(SqlSession session, long monitorId, long number) =>
    [
        .. session.Query<byte[]>(
            "SELECT samples FROM window_piece WHERE monitor_id = @monitorId AND number = @number ORDER BY ordinal", new { monitorId, number })
            .SelectMany(SampleFormat.Read),
    ];

    /// <summary>Renews a claim.</summary>
    public static int Renew(SqlSession session, string owner, long monitorId, DateTimeOffset until) => session.Execute(
        "UPDATE monitor SET lease_until_ms = @until WHERE id = @monitorId AND lease_owner = @owner", new { owner, monitorId, until = until.ToMs() });

    /// <summary>Gives a claim up until a time.</summary>
    public static int Postpone(SqlSession session, string owner, StoredMonitor monitor, string failure, DateTimeOffset until) => session.Execute(
        """
        UPDATE monitor SET failure = @failure, lease_owner = '', lease_until_ms = @until, revision = revision + 1
        WHERE id = @Id AND lease_owner = @owner AND resets = @Resets
        """,
        new { monitor.Id, monitor.Resets, owner, failure, until = until.ToMs() });
}
