using System.Threading.Channels;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Storage;
using Detector.Host.Telemetry;

namespace Detector.Host.Monitoring;

/// <summary>
/// Stores observations: all that wait are committed together, so that many small calls cost the disk as little as one large one.
/// </summary>
internal sealed partial class ObservationQueue(
    IMonitorStore store, MonitorsOptions options, MonitorSignals signals, TimeProvider clock, ILogger<ObservationQueue> logger)
    : BackgroundService
{
    // Large enough to share the cost of a commit, small enough to keep the wait for it short.
    private const int CommitSamples = 8192;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);
    private readonly Channel<Entry> _queue = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private int _waiting;

    /// <summary>Samples that wait to be stored.</summary>
    public int WaitingSamples => Volatile.Read(ref _waiting);

    /// <summary>Stores an observation; returns when it is durable. Observations of one caller are stored in the order of the calls.</summary>
    /// <param name="observation">The samples.</param>
    /// <param name="cancellation">Gives the wait up; the samples may be stored all the same.</param>
    /// <exception cref="ServiceException">QueueFull, what <see cref="IMonitorStore.AppendAsync"/> refuses, or a fault of the store.</exception>
    public async Task<ObservationResult> AddAsync(Observation observation, CancellationToken cancellation)
    {
        if (Interlocked.Add(ref _waiting, observation.Samples.Count) > options.QueueSamples)
        {
            Interlocked.Add(ref _waiting, -observation.Samples.Count);
            throw new ServiceException(
                ErrorReason.QueueFull, $"{options.QueueSamples} samples wait to be stored, the limit Monitors:QueueSamples; try again later.")
            {
                RetryAfter = RetryAfter,
            };
        }

        var entry = new Entry(observation, new TaskCompletionSource<ObservationResult>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_queue.Writer.TryWrite(entry))
        {
            throw new ServiceException(ErrorReason.Draining, "The service is shutting down; call another replica, or this one later.");
        }

        var result = await entry.Done.Task.WaitAsync(cancellation);
        return result.Refusal is { } refusal ? throw refusal : result;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What was taken in is stored first.
        _queue.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var entries = Take();
            await StoreAsync(entries);
            Interlocked.Add(ref _waiting, -entries.Sum(entry => entry.Observation.Samples.Count));
        }
    }

    private List<Entry> Take()
    {
        List<Entry> entries = [];
        for (var samples = 0; samples < CommitSamples && _queue.Reader.TryRead(out var entry); samples += entry.Observation.Samples.Count)
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task StoreAsync(List<Entry> entries)
    {
        try
        {
            var now = clock.GetUtcNow().ToMilliseconds();
            using var span = Traces.Source.StartActivity("store observations");
            span?.SetTag("detector.observations", entries.Count);
            var results = await store.AppendAsync(
                [.. entries.Select(entry => entry.Observation)], options.WaitingWindows, now, CancellationToken.None);
            signals.Closed.Signal();
            for (var i = 0; i < entries.Count; i++)
            {
                entries[i].Done.SetResult(results[i]);
            }
        }
        catch (Exception exception)
        {
            if (exception is not ServiceException)
            {
                LogDefect(SafeTrace.Of(exception));
            }

            foreach (var entry in entries)
            {
                entry.Done.SetException(exception);
            }
        }
    }

    [LoggerMessage(30, LogLevel.Error, "Observations could not be stored: {Trace}")]
    private partial void LogDefect(string trace);

    private sealed record Entry(Observation Observation, TaskCompletionSource<ObservationResult> Done);
}
