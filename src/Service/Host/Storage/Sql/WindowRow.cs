using Detector.Host.Monitoring;

namespace Detector.Host.Storage.Sql;

/// <summary>A row of table monitor_window.</summary>
internal sealed record WindowRow
{
    /// <summary>The columns but the report, under the names of the properties.</summary>
    public const string Columns = """
        monitor_id AS MonitorId, number AS Number, resets AS Resets, generation AS Generation, open_time_ms AS OpenTimeMs, size AS Size,
        min_duration_ms AS MinDurationMs, close_due_ms AS CloseDueMs, close_time_ms AS CloseTimeMs, close_reason AS CloseReason,
        seen AS Seen, kept AS Kept, report_time_ms AS ReportTimeMs
        """;

    /// <summary>Inserts an open window, or brings it up to date.</summary>
    public const string Put = """
        INSERT INTO monitor_window (monitor_id, number, state, resets, generation, open_time_ms, size, min_duration_ms, close_due_ms,
          close_time_ms, close_reason, seen, kept)
        VALUES (@MonitorId, @Number, @State, @Resets, @Generation, @OpenTimeMs, @Size, @MinDurationMs, @CloseDueMs,
          @CloseTimeMs, @CloseReason, @Seen, @Kept)
        ON CONFLICT (monitor_id, number) DO UPDATE SET state = excluded.state, close_due_ms = excluded.close_due_ms,
          close_time_ms = excluded.close_time_ms, close_reason = excluded.close_reason, seen = excluded.seen, kept = excluded.kept
        """;

    public long MonitorId { get; init; }

    public long Number { get; init; }

    public string State { get; init; } = "open";

    public long Resets { get; init; }

    public string Generation { get; init; } = "";

    public long OpenTimeMs { get; init; }

    public long Size { get; init; }

    public long MinDurationMs { get; init; }

    public long? CloseDueMs { get; init; }

    public long? CloseTimeMs { get; init; }

    public string CloseReason { get; init; } = "";

    public long Seen { get; init; }

    public long Kept { get; init; }

    public long? ReportTimeMs { get; init; }

    public byte[]? Report { get; init; }

    /// <summary>The row of an open window.</summary>
    public static WindowRow From(StoredMonitor monitor, OpenWindow window) => new()
    {
        MonitorId = monitor.Id,
        Number = window.Number,
        Resets = monitor.Resets,
        Generation = window.Generation,
        OpenTimeMs = window.OpenTime.ToMs(),
        Size = window.Size,
        MinDurationMs = (long)window.MinDuration.TotalMilliseconds,
        CloseDueMs = window.CloseDue.ToMs(),
        Seen = window.Seen,
        Kept = window.Kept,
    };

    /// <summary>The row of a window that was closed.</summary>
    public static WindowRow From(StoredMonitor monitor, ClosedWindow closed) => From(monitor, closed.Window) with
    {
        State = "closed",
        CloseTimeMs = closed.Time.ToMs(),
        CloseReason = closed.Reason.ToString(),
    };

    /// <summary>The open window of the row.</summary>
    public OpenWindow ToOpen() => new(
        Number, Generation, OpenTimeMs.ToTime(), (int)Size, TimeSpan.FromMilliseconds(MinDurationMs), CloseDueMs.ToTime(), Seen, (int)Kept);

    /// <summary>The closed window of the row.</summary>
    public StoredWindow ToClosed() => new(
        MonitorId,
        Number,
        (int)Resets,
        Generation,
        OpenTimeMs.ToTime(),
        CloseTimeMs.ToTime() ?? default,
        Enum.Parse<CloseReason>(CloseReason),
        Seen,
        (int)Kept);

    /// <summary>The report of the row.</summary>
    public StoredReport ToReport() => new(ToClosed(), ReportTimeMs.ToTime() ?? default, Report ?? []);
}
