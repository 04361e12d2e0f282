using Detector.Detection.Samples;
using Detector.Host.Monitoring;

namespace Detector.Host.Storage.Sql;

/// <summary>Monitors in a database.</summary>
/// <param name="engine">The database.</param>
internal sealed class SqlMonitorStore(ISqlEngine engine) : IMonitorStore
{
    /// <inheritdoc/>
    public Task<StoredMonitor> AddAsync(StoredMonitor monitor, int maximum, CancellationToken cancellation) =>
        engine.WriteAloneAsync(session => Add(session, monitor, maximum), cancellation);

    /// <inheritdoc/>
    public Task<MonitorStatus?> FindAsync(string name, CancellationToken cancellation) =>
        engine.ReadAsync(session => Find(session, name) is { } monitor ? Status(session, monitor) : null, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MonitorStatus>> ListAsync(string after, int limit, CancellationToken cancellation) =>
        engine.ReadAsync<IReadOnlyList<MonitorStatus>>(session => List(session, after, limit), cancellation);

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken cancellation) => engine.ReadAsync(Count, cancellation);

    /// <inheritdoc/>
    public Task UpdateAsync(string name, Func<StoredMonitor, StoredMonitor> change, CancellationToken cancellation) =>
        engine.WriteAsync(
            session => session.Execute(
                """
                UPDATE monitor SET description = @Description, settings = @Settings, update_time_ms = @UpdateTimeMs, revision = revision + 1
                WHERE id = @Id
                """,
                MonitorRow.From(change(Require(session, name)))),
            cancellation);

    /// <inheritdoc/>
    public async Task<StoredMonitor?> ResetAsync(
        string name, long? referenceId, string requestId, DateTimeOffset now, CancellationToken cancellation)
    {
        var before = await engine.WriteAloneAsync(session => Reset(session, name, referenceId, requestId, now), cancellation);
        await engine.ForgetAsync();
        return before;
    }

    /// <inheritdoc/>
    public async Task<StoredMonitor?> DeleteAsync(string name, CancellationToken cancellation)
    {
        var before = await engine.WriteAloneAsync(
            session =>
            {
                var monitor = Find(session, name);
                session.Execute("DELETE FROM monitor WHERE name = @name", new { name });
                return monitor;
            },
            cancellation);
        await engine.ForgetAsync();
        return before;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ObservationResult>> AppendAsync(
        IReadOnlyList<Observation> observations, int waitingWindows, DateTimeOffset now, CancellationToken cancellation) =>
        engine.WriteAsync<IReadOnlyList<ObservationResult>>(
            session => new WindowAppender(session, engine.ForUpdate, waitingWindows, now).Append(observations), cancellation);

    /// <inheritdoc/>
    public Task<StreamPosition> FindStreamAsync(string monitor, string streamId, CancellationToken cancellation) =>
        engine.ReadAsync(
            session => Find(session, monitor) is { } found
                ? WindowAppender.FindStream(session, found.Id, streamId)
                : throw StoreRefusals.MonitorNotFound(monitor),
            cancellation);

    /// <inheritdoc/>
    public Task<int> CloseDueAsync(DateTimeOffset now, DateTimeOffset requestsSince, CancellationToken cancellation) =>
        engine.WriteAsync(session => WindowCloser.Close(session, engine.ForUpdateSkipLocked, now, requestsSince), cancellation);

    /// <inheritdoc/>
    public Task<JudgingTask?> ClaimAsync(string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        engine.WriteAsync(session => JudgingClaims.Claim(session, engine.ForUpdateSkipLocked, owner, now, until), cancellation);

    /// <inheritdoc/>
    public Task RenewAsync(string owner, long monitorId, DateTimeOffset until, CancellationToken cancellation) =>
        engine.WriteAsync(session => JudgingClaims.Renew(session, owner, monitorId, until), cancellation);

    /// <inheritdoc/>
    public Task PostponeAsync(string owner, StoredMonitor monitor, string failure, DateTimeOffset until, CancellationToken cancellation) =>
        engine.WriteAsync(session => JudgingClaims.Postpone(session, owner, monitor, failure, until), cancellation);

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(JudgingTask task, JudgedWindow judged, DateTimeOffset now, CancellationToken cancellation)
    {
        var done = await engine.WriteAsync(session => JudgingCompletion.Complete(session, engine.ForUpdate, task, judged, now), cancellation);
        await engine.ForgetAsync();
        return done;
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteBurnInAsync(JudgingTask task, long referenceId, CancellationToken cancellation)
    {
        var done = await engine.WriteAsync(
            session => JudgingCompletion.CompleteBurnIn(session, engine.ForUpdate, task, referenceId), cancellation);
        await engine.ForgetAsync();
        return done;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredReport>> ListReportsAsync(
        string name, long after, long before, bool newestFirst, int limit, CancellationToken cancellation) =>
        engine.ReadAsync<IReadOnlyList<StoredReport>>(
            session =>
            {
                var monitor = Require(session, name);
                var order = newestFirst ? "DESC" : "ASC";
                return
                [
                    .. session.Query<WindowRow>(
                        $"""
                        SELECT {WindowRow.Columns}, report AS Report FROM monitor_window
                        WHERE monitor_id = @Id AND state = 'judged' AND number > @after AND number < @before ORDER BY number {order} LIMIT @limit
                        """,
                        new { monitor.Id, after, before, limit }).Select(row => row.ToReport()),
                ];
            },
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Sample>> ReadSamplesAsync(StoredWindow window, CancellationToken cancellation) =>
        engine.ReadAsync<IReadOnlyList<Sample>>(session => JudgingClaims.ReadSamples(session, window.MonitorId, window.Number), cancellation);

    /// <inheritdoc/>
    public Task PingAsync(CancellationToken cancellation) => engine.ReadAsync(session => session.Scalar<long>("SELECT 1"), cancellation);

    private static StoredMonitor? Find(SqlSession session, string name) =>
        session.Find<MonitorRow>($"{MonitorRow.Select} WHERE monitor.name = @name", new { name })?.ToMonitor();

    private static StoredMonitor Require(SqlSession session, string name) =>
        Find(session, name) ?? throw StoreRefusals.MonitorNotFound(name);

    private static int Count(SqlSession session) => session.Scalar<int>("SELECT count(*) FROM monitor");

    private static MonitorStatus Status(SqlSession session, StoredMonitor monitor) => new(
        monitor, WindowAppender.FindOpen(session, monitor.Id)?.ToOpen(), WindowAppender.CountWaiting(session, monitor.Id));

    private static MonitorStatus[] List(SqlSession session, string after, int limit)
    {
        var monitors = session.Query<MonitorRow>($"{MonitorRow.Select} WHERE monitor.name > @after ORDER BY monitor.name LIMIT @limit", new { after, limit });
        if (monitors.Count == 0)
        {
            return [];
        }

        var open = session.Query<WindowRow>($"SELECT {WindowRow.Columns} FROM monitor_window WHERE state = 'open'").ToDictionary(row => row.MonitorId);
        var waiting = session.Query<(long Id, long Count)>("SELECT monitor_id, count(*) FROM monitor_window WHERE state = 'closed' GROUP BY monitor_id")
            .ToDictionary(row => row.Id, row => (int)row.Count);
        return
        [
            .. monitors.Select(row => new MonitorStatus(
                row.ToMonitor(), open.GetValueOrDefault(row.Id)?.ToOpen(), waiting.GetValueOrDefault(row.Id))),
        ];
    }

    private static StoredMonitor Add(SqlSession session, StoredMonitor monitor, int maximum)
    {
        var existing = Find(session, monitor.Name);
        if (monitor.CreateRequestId.Length > 0
            && session.Find<MonitorRow>($"{MonitorRow.Select} WHERE create_request_id = @CreateRequestId", new { monitor.CreateRequestId }) is { } earlier)
        {
            return earlier.CreateHash == monitor.CreateHash ? earlier.ToMonitor() : throw StoreRefusals.RequestIdReused(monitor.CreateRequestId);
        }

        if (existing is not null)
        {
            throw StoreRefusals.MonitorExists(monitor.Name);
        }

        if (Count(session) >= maximum)
        {
            throw StoreRefusals.TooManyMonitors(maximum);
        }

        RequireReference(session, monitor.ReferenceId, monitor.ReferenceName);
        return monitor with { Id = session.Scalar<long>(MonitorRow.Insert, MonitorRow.From(monitor)) };
    }

    private static void RequireReference(SqlSession session, long? id, string name)
    {
        if (id is not null && session.Scalar<int>("SELECT count(*) FROM reference WHERE id = @id", new { id }) == 0)
        {
            throw StoreRefusals.ReferenceNotFound(name);
        }
    }

    private StoredMonitor? Reset(SqlSession session, string name, long? referenceId, string requestId, DateTimeOffset now)
    {
        var monitor = session.Find<MonitorRow>($"{MonitorRow.Select} WHERE monitor.name = @name{engine.ForUpdate}", new { name })?.ToMonitor()
            ?? throw StoreRefusals.MonitorNotFound(name);
        if (requestId.Length > 0 && monitor.ResetRequestId == requestId)
        {
            return null;
        }

        RequireReference(session, referenceId, "");
        var burnsIn = referenceId is null && monitor.BurnInWindows > 0;
        session.Execute("DELETE FROM monitor_window WHERE monitor_id = @Id AND state <> 'judged'", new { monitor.Id });
        session.Execute(
            """
            UPDATE monitor SET reference_id = @ReferenceId, burn_in_windows = @BurnInWindows, state = @State, failure = '',
              reset_time_ms = @Now, resets = resets + 1, reset_request_id = @requestId, verdict = '', evidence = NULL,
              revision = revision + 1, lease_owner = '', lease_until_ms = 0
            WHERE id = @Id
            """,
            new
            {
                monitor.Id,
                ReferenceId = burnsIn ? null : referenceId ?? monitor.ReferenceId,
                BurnInWindows = burnsIn ? monitor.BurnInWindows : 0,
                State = MonitorRow.ToText(burnsIn ? MonitorState.BurningIn : MonitorState.Watching),
                Now = now.ToMs(),
                requestId,
            });
        return monitor;
    }
}
