using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Storage;

namespace Detector.Host.Monitoring;

/// <summary>
/// Judges windows as they close, and closes those whose time is over. Replicas share the work through the store: each window is claimed
/// for a time, and counted once whoever completes it. What a crash interrupts is judged again, with the same result.
/// </summary>
internal sealed partial class MonitorWatcher(
    IMonitorStore store,
    WindowJudge judge,
    BurnIn burnIn,
    MonitorsOptions options,
    MonitorSignals signals,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<MonitorWatcher> logger) : BackgroundService
{
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly TimeSpan _poll = TimeSpan.FromMilliseconds(options.PollMilliseconds);
    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.LeaseSeconds);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();

        // Calls that drain get the processor to themselves; what is interrupted is judged after the next start, or by another replica.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await Task.WhenAll(
                [CloseAsync(stopping.Token), .. Enumerable.Range(0, options.ConcurrentJudges).Select(_ => JudgeAsync(stopping.Token))]);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The one way out.
        }
    }

    private async Task CloseAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                var now = Now();
                if (await store.CloseDueAsync(now, now.AddMinutes(-options.RequestMinutes), stopping) > 0)
                {
                    signals.Closed.Signal();
                }
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                LogTrouble(exception);
            }

            await Task.Delay(_poll, clock, stopping);
        }
    }

    private async Task JudgeAsync(CancellationToken stopping)
    {
        while (true)
        {
            var closed = signals.Closed.Next;
            var worked = false;
            try
            {
                worked = await store.ClaimAsync(_owner, Now(), Now() + _lease, stopping) is { } task && await RunAsync(task, stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                LogTrouble(exception);
                closed = Task.Delay(_poll, clock, stopping);
            }

            if (!worked)
            {
                await WakeUp.WaitAsync(closed, _poll, stopping);
            }
        }
    }

    // True when there may be more to do at once.
    private async Task<bool> RunAsync(JudgingTask task, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(task.Monitor.Id, ended.Token);
        try
        {
            if (task.Monitor.State == MonitorState.BurningIn)
            {
                LogBurnIn(task.Monitor.Name, await burnIn.CompleteAsync(task, stopping));
            }
            else
            {
                var judged = await judge.JudgeAsync(task, stopping);
                LogJudged(task.Monitor.Name, task.Windows[0].Number, judged.Verdict, await store.CompleteAsync(task, judged, Now(), stopping));
                signals.Judged.Signal();
            }

            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            var (failure, wait) = JudgingFailure.Describe(exception);
            if (JudgingFailure.Trace(exception) is { Length: > 0 } trace)
            {
                LogDefect(task.Monitor.Name, task.Windows[0].Number, trace);
            }

            await store.PostponeAsync(_owner, task.Monitor, failure, Now() + wait, stopping);
            return false;
        }
        finally
        {
            await ended.CancelAsync();
            await renewing;
        }
    }

    private async Task RenewAsync(long monitorId, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(_lease / 3, clock, ended);
                await store.RenewAsync(_owner, monitorId, Now() + _lease, ended);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ServiceException)
        {
            // Without its claim the work goes on; who completes it first counts.
        }
    }

    private DateTimeOffset Now() => clock.GetUtcNow().ToMilliseconds();

    private void LogTrouble(Exception exception)
    {
        if (exception is ServiceException fault)
        {
            LogStore(fault.Message);
        }
        else
        {
            LogTrouble(SafeTrace.Of(exception));
        }
    }

    [LoggerMessage(31, LogLevel.Debug, "Judged window {Window} of {Monitor}: {Verdict}; stored: {Stored}")]
    private partial void LogJudged(string monitor, long window, Detection.Judging.Verdict verdict, bool stored);

    [LoggerMessage(32, LogLevel.Information, "The burn-in of {Monitor} has its reference; stored: {Stored}")]
    private partial void LogBurnIn(string monitor, bool stored);

    [LoggerMessage(33, LogLevel.Error, "Judging window {Window} of {Monitor} failed: {Trace}")]
    private partial void LogDefect(string monitor, long window, string trace);

    [LoggerMessage(34, LogLevel.Warning, "Monitors are not watched at the moment: {Problem}")]
    private partial void LogStore(string problem);

    [LoggerMessage(35, LogLevel.Error, "Watching monitors failed: {Trace}")]
    private partial void LogTrouble(string trace);
}
