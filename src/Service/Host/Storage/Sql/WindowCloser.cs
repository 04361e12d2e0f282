namespace Detector.Host.Storage.Sql;

/// <summary>Does what the passing of time asks for, inside one transaction.</summary>
internal static class WindowCloser
{
    /// <summary>Closes the windows whose time is over, and forgets old requests and streams.</summary>
    /// <returns>Number of windows closed.</returns>
    public static int Close(SqlSession session, string forUpdateSkipLocked, DateTimeOffset now, DateTimeOffset requestsSince)
    {
        var times = new { now = now.ToMs(), since = requestsSince.ToMs() };
        session.Execute("DELETE FROM observe_request WHERE time_ms < @since", times);
        session.Execute("DELETE FROM observe_stream WHERE time_ms < @since", times);

        // The monitor's row guards its windows: one that samples are added to at the moment is closed by who adds them, or the next time.
        var monitors = session.Query<long>(
            $"""
            SELECT id FROM monitor WHERE id IN (SELECT monitor_id FROM monitor_window WHERE state = 'open' AND close_due_ms <= @now)
            ORDER BY name{forUpdateSkipLocked}
            """,
            times);
        return monitors.Sum(id => session.Execute(
            """
            UPDATE monitor_window SET state = 'closed', close_time_ms = @now,
              close_reason = CASE WHEN kept >= size THEN 'Full' ELSE 'Time' END
            WHERE monitor_id = @id AND state = 'open' AND close_due_ms <= @now
            """,
            new { times.now, id }));
    }
}
