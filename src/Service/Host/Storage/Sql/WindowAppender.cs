using System.Globalization;
using Detector.Host.Monitoring;

namespace Detector.Host.Storage.Sql;

/// <summary>Adds observations to the windows of monitors, inside one transaction.</summary>
/// <param name="session">The transaction.</param>
/// <param name="forUpdate">Guards a monitor's row until its end.</param>
/// <param name="waitingWindows">Windows of a monitor that may wait to be judged.</param>
/// <param name="now">The time.</param>
internal sealed class WindowAppender(SqlSession session, string forUpdate, int waitingWindows, DateTimeOffset now)
{
    private const string InsertPiece =
        "INSERT INTO window_piece (monitor_id, number, ordinal, priority, samples) VALUES (@MonitorId, @Number, @Ordinal, @Priority, @Samples)";

    private const string PutRequest = """
        INSERT INTO observe_request (monitor_id, request_id, content_hash, number, time_ms)
        VALUES (@MonitorId, @RequestId, @ContentHash, @Number, @TimeMs)
        """;

    private const string PutStream = """
        INSERT INTO observe_stream (monitor_id, stream_id, sequence, number, time_ms)
        VALUES (@MonitorId, @StreamId, @Sequence, @Number, @TimeMs)
        ON CONFLICT (monitor_id, stream_id) DO UPDATE SET sequence = excluded.sequence, number = excluded.number, time_ms = excluded.time_ms
        """;

    /// <summary>Adds all observations; monitors are locked in the order of their names, so that no two transactions wait for each other.</summary>
    /// <returns>One result each, in their order.</returns>
    public ObservationResult[] Append(IReadOnlyList<Observation> observations)
    {
        var results = new ObservationResult[observations.Count];
        var groups = Enumerable.Range(0, observations.Count).GroupBy(i => observations[i].Monitor).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (session.Find<MonitorRow>($"{MonitorRow.SelectLight} WHERE monitor.name = @Key{forUpdate}", new { group.Key })?.ToMonitor() is { } monitor)
            {
                Append(monitor, [.. group], observations, results);
            }
            else
            {
                foreach (var i in group)
                {
                    results[i] = new ObservationResult(0, false, StoreRefusals.MonitorNotFound(group.Key));
                }
            }
        }

        return results;
    }

    /// <summary>The window that samples are added to, or null.</summary>
    public static WindowRow? FindOpen(SqlSession session, long monitorId) => session.Find<WindowRow>(
        $"SELECT {WindowRow.Columns} FROM monitor_window WHERE monitor_id = @monitorId AND state = 'open'", new { monitorId });

    /// <summary>Number of windows that wait to be judged.</summary>
    public static int CountWaiting(SqlSession session, long monitorId) => session.Scalar<int>(
        "SELECT count(*) FROM monitor_window WHERE monitor_id = @monitorId AND state = 'closed'", new { monitorId });

    private void Append(StoredMonitor monitor, int[] group, IReadOnlyList<Observation> observations, ObservationResult[] results)
    {
        var open = FindOpen(session, monitor.Id)?.ToOpen();
        var largest = open is { IsFull: true, Chooses: true } ? LargestPriority(monitor.Id, open.Number) : long.MaxValue;
        var filler = new WindowFiller(monitor.Settings.Window, monitor.Seed, monitor.LastWindow, open, largest);
        var limit = waitingWindows + (monitor.State == MonitorState.BurningIn ? monitor.BurnInWindows : 0);
        var waiting = CountWaiting(session, monitor.Id);
        var samples = 0L;
        foreach (var i in group)
        {
            var observation = observations[i];
            if (Repeated(monitor, observation.Key) is { } repeated)
            {
                results[i] = repeated;
            }
            else if (waiting + filler.Closed.Count >= limit)
            {
                results[i] = new ObservationResult(0, false, StoreRefusals.WindowsWaiting(monitor));
            }
            else
            {
                var window = filler.Add(observation.Samples, observation.Generation, now);
                samples += observation.Samples.Count;
                Remember(monitor, observation.Key, window);
                results[i] = new ObservationResult(window, false);
            }
        }

        if (samples > 0)
        {
            Store(monitor, filler, samples);
        }
    }

    private long LargestPriority(long monitorId, long number) => session.Scalar<long?>(
        "SELECT max(priority) FROM window_piece WHERE monitor_id = @monitorId AND number = @number", new { monitorId, number }) ?? long.MaxValue;

    private ObservationResult? Repeated(StoredMonitor monitor, ObservationKey? key) => key switch
    {
        ObservationKey.Request request => Repeated(monitor, request),
        ObservationKey.Message message => Repeated(monitor, message),
        _ => null,
    };

    private ObservationResult? Repeated(StoredMonitor monitor, ObservationKey.Request request)
    {
        var earlier = session.Find<(string Hash, long Number)?>(
            "SELECT content_hash, number FROM observe_request WHERE monitor_id = @Id AND request_id = @RequestId", new { monitor.Id, request.RequestId });
        return earlier is not { } found ? null
            : found.Hash == request.ContentHash ? new ObservationResult(found.Number, true)
            : new ObservationResult(0, false, StoreRefusals.RequestIdReused(request.RequestId));
    }

    private ObservationResult? Repeated(StoredMonitor monitor, ObservationKey.Message message)
    {
        var position = FindStream(session, monitor.Id, message.StreamId);
        return message.Sequence <= position.Sequence ? new ObservationResult(position.Window, true)
            : message.Sequence == position.Sequence + 1 ? null
            : new ObservationResult(0, false, StoreRefusals.StreamGap(message.StreamId, message.Sequence, position.Sequence));
    }

    /// <summary>How far a stream is; at its start when it is unknown.</summary>
    public static StreamPosition FindStream(SqlSession session, long monitorId, string streamId) =>
        session.Find<StreamPosition>(
            "SELECT sequence AS Sequence, number AS Window FROM observe_stream WHERE monitor_id = @monitorId AND stream_id = @streamId",
            new { monitorId, streamId }) ?? new StreamPosition(0, 0);

    private void Remember(StoredMonitor monitor, ObservationKey? key, long window)
    {
        switch (key)
        {
            case ObservationKey.Request request:
                session.Execute(PutRequest, new { MonitorId = monitor.Id, request.RequestId, request.ContentHash, Number = window, TimeMs = now.ToMs() });
                break;
            case ObservationKey.Message message:
                session.Execute(PutStream, new { MonitorId = monitor.Id, message.StreamId, message.Sequence, Number = window, TimeMs = now.ToMs() });
                break;
        }
    }

    private void Store(StoredMonitor monitor, WindowFiller filler, long samples)
    {
        foreach (var closed in filler.Closed)
        {
            session.Execute(WindowRow.Put, WindowRow.From(monitor, closed));
        }

        if (filler.Open is { } open)
        {
            session.Execute(WindowRow.Put, WindowRow.From(monitor, open));
        }

        session.ExecuteMany(
            InsertPiece,
            ["@MonitorId", "@Number", "@Ordinal", "@Priority", "@Samples"],
            filler.Pieces.Select(piece => new object[]
            {
                monitor.Id, piece.Number, piece.Ordinal, piece.Priority, SampleFormat.Write(piece.Samples),
            }));
        foreach (var window in filler.Closed.Select(closed => closed.Window).Append(filler.Open).OfType<OpenWindow>().Where(window => window.Chooses))
        {
            Trim(monitor.Id, window);
        }

        session.Execute(
            "UPDATE monitor SET samples = samples + @samples, last_sample_time_ms = @now, last_window = @LastNumber WHERE id = @Id",
            new { samples, now = now.ToMs(), filler.LastNumber, monitor.Id });
    }

    // Only the smallest priorities stay; pieces of such a window hold one sample each.
    private void Trim(long monitorId, OpenWindow window)
    {
        if (window.Seen > window.Kept)
        {
            session.Execute(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    DELETE FROM window_piece WHERE monitor_id = @monitorId AND number = @Number AND ordinal NOT IN (
                      SELECT ordinal FROM window_piece WHERE monitor_id = @monitorId AND number = @Number ORDER BY priority, ordinal LIMIT {window.Kept})
                    """),
                new { monitorId, window.Number });
        }
    }
}
