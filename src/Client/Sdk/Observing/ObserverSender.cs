using Detector.Client.Calls;
using Microsoft.Extensions.Logging;

namespace Detector.Client.Observing;

/// <summary>Sends messages for as long as there are any, stream after stream: whatever ends one, the next goes on after it.</summary>
/// <param name="client">The client.</param>
/// <param name="monitor">The monitor's name.</param>
/// <param name="options">The observer's.</param>
/// <param name="batches">The messages.</param>
/// <param name="tally">Counts.</param>
/// <param name="log">Told of what went wrong.</param>
internal sealed partial class ObserverSender(
    DetectorClient client, string monitor, DetectorObserverOptions options, ObserverBatches batches, ObserverTally tally, ILogger log)
    : IProgress<ObserveProgress>
{
    // A policy without waits is meant for calls that end; this one does not.
    private static readonly TimeSpan LeastDelay = TimeSpan.FromMilliseconds(100);

    private readonly string _streamId = Guid.NewGuid().ToString("N");
    private int _failed;
    private string? _told;

    /// <summary>Sends until all samples of a closed buffer are acknowledged, or until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        BatchRefusal? refusal = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await batches.WaitAsync(stop))
                {
                    await client.ObserveStreamAsync(monitor, _streamId, Begin, options.Generation, this, stop);
                }

                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Note(failure);
                // A refusal makes the next stream send something else, so that there is nothing to wait for.
                var found = BatchRefusal.Of(failure);
                var isNew = found is not null && refusal is null;
                refusal = found ?? refusal;
                if (!isNew)
                {
                    await Task.Delay(Delay(failure), client.Options.TimeProvider, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }

        IAsyncEnumerable<IReadOnlyList<V1.Sample>> Begin(long acknowledged)
        {
            var why = refusal;
            refusal = null;
            return batches.After(acknowledged, why);
        }
    }

    /// <inheritdoc/>
    public void Report(ObserveProgress value)
    {
        if (value.Interruption is { } interruption)
        {
            Note(interruption);
        }

        if (!batches.Acknowledge(value.AcknowledgedBatches))
        {
            return;
        }

        Volatile.Write(ref _failed, 0);
        if (Interlocked.Exchange(ref _told, null) is not null)
        {
            LogRecovery(monitor, tally.Counts.Dropped);
        }
    }

    private void Note(Exception failure)
    {
        var error = failure as DetectorException;
        var reason = error is null ? failure.GetType().Name : error.Reason ?? error.Status.ToString();
        tally.Fail(reason);
        // Once for each reason, not once for each attempt.
        if (Interlocked.Exchange(ref _told, reason) != reason)
        {
            LogFailure(error is null ? failure : null, monitor, tally.Counts.Buffered, failure.Message);
        }

        try
        {
            options.OnFailure?.Invoke(failure);
        }
        catch (Exception thrown)
        {
            LogCallback(thrown, monitor);
        }
    }

    private TimeSpan Delay(Exception failure)
    {
        var delay = Backoff.Delay(client.Options.Retry, Interlocked.Increment(ref _failed), (failure as DetectorException)?.RetryAfter);
        return delay > LeastDelay ? delay : LeastDelay;
    }

    [LoggerMessage(1, LogLevel.Warning, "Samples of monitor {Monitor} cannot be sent for now, {Buffered} wait: {Reason}")]
    private partial void LogFailure(Exception? exception, string monitor, long buffered, string reason);

    [LoggerMessage(2, LogLevel.Information, "Samples of monitor {Monitor} are acknowledged again; {Dropped} were dropped so far")]
    private partial void LogRecovery(string monitor, long dropped);

    [LoggerMessage(3, LogLevel.Error, "OnFailure of the observer of monitor {Monitor} threw an exception")]
    private partial void LogCallback(Exception exception, string monitor);
}
