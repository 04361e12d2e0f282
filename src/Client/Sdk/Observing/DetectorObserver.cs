using System.Threading.Channels;
using Detector.Client.Observing;
using Detector.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detector.Client;

/// <summary>
/// Gives samples to a monitor in the background, for programs that must not wait for the service nor fail with it. Samples are kept in a
/// bounded buffer until the service has acknowledged them: a restart of the service, or any other outage, loses none and doubles none
/// while the buffer is not full. What cannot be sent is dropped and counted, by reason. Safe for use by many threads; make one for each
/// monitor and keep it. It connects when the first sample is there.
/// </summary>
/// <remarks>The counts are also instruments of the meter <c>Detector.Client</c>, with the tag <c>monitor</c>.</remarks>
public sealed partial class DetectorObserver : IAsyncDisposable, IDisposable
{
    // For the end of a stream on which nothing waits; where it is down at the time, there is nothing to reopen it for.
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly DetectorObserverOptions _options;
    private readonly TimeProvider _clock;
    private readonly SampleLimits _limits;
    private readonly ObserverTally _tally;
    private readonly Flushes _flushes;
    private readonly ObserverBatches _batches;
    private readonly ILogger _log;
    private readonly Channel<BufferedSample> _buffer = Channel.CreateUnbounded<BufferedSample>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task _sending;
    private Task? _closing;

    /// <summary>Makes an observer of a monitor, which need not exist yet. Nothing is sent before the first sample.</summary>
    /// <param name="client">The client, which must outlive the observer. Its message sizes, ChunkWait and delays of retries hold.</param>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="options">Bounds of the buffer and further settings; null for the defaults.</param>
    /// <param name="logger">Told of outages and refusals; null for nobody.</param>
    /// <exception cref="ArgumentException">The monitor's name is blank, or an option is out of its range.</exception>
    public DetectorObserver(
        DetectorClient client, string monitor, DetectorObserverOptions? options = null, ILogger<DetectorObserver>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(monitor);
        Monitor = monitor;
        _options = options ?? new DetectorObserverOptions();
        _options.Validate();
        _clock = client.Options.TimeProvider;
        _log = logger ?? NullLogger<DetectorObserver>.Instance;
        _limits = new SampleLimits(_options);
        _tally = new ObserverTally(monitor, _options);
        _flushes = new Flushes(_tally);
        _batches = new ObserverBatches(_buffer.Reader, client.Options, _tally, _flushes);
        _sending = StartDetached(new ObserverSender(client, monitor, _options, _batches, _tally, _log), _stop.Token);
    }

    /// <summary>The monitor's name.</summary>
    public string Monitor { get; }

    /// <summary>What became of the samples so far.</summary>
    public ObserverCounts Counts => _tally.Counts;

    /// <summary>Longest prompt that is sent, in bytes of UTF-8.</summary>
    public int MaxPromptBytes => _options.MaxPromptBytes;

    /// <summary>Longest text that is sent, in bytes of UTF-8.</summary>
    public int MaxTextBytes => _options.MaxTextBytes;

    /// <summary>
    /// Takes a sample to be sent. Never waits and never throws: a sample that cannot be sent is dropped and counted by
    /// <see cref="DropReason"/>.
    /// </summary>
    /// <param name="sample">The sample, which must not be changed any more. Null and blank texts are counted as invalid.</param>
    /// <returns>Whether it is in the buffer.</returns>
    public bool Observe(Sample? sample)
    {
        _tally.Observe();
        if (!_limits.TryMeasure(sample, out var bytes))
        {
            _tally.Drop(DropReason.Invalid);
            return false;
        }

        if (_closing is not null)
        {
            _tally.Drop(DropReason.Closed);
            return false;
        }

        if (!_tally.TryReserve(bytes))
        {
            _tally.Drop(DropReason.BufferFull);
            return false;
        }

        if (!_buffer.Writer.TryWrite(new BufferedSample(sample!, bytes)))
        {
            _tally.DropBuffered(DropReason.Closed, 1, bytes);
            _flushes.Note();
            return false;
        }

        return true;
    }

    /// <summary>Takes a text to be sent, like <see cref="Observe(Sample)"/>.</summary>
    /// <param name="text">The output's text.</param>
    /// <param name="prompt">The prompt it answers; null for none.</param>
    /// <param name="group">Names the outputs to one prompt; null for none.</param>
    /// <param name="subset">Label of a part of the data whose share matters; null for none.</param>
    /// <returns>Whether it is in the buffer.</returns>
    public bool Observe(string? text, string? prompt = null, string? group = null, string? subset = null)
    {
        var sample = new Sample { Text = text ?? "" };
        if (prompt is not null)
        {
            sample.Prompt = prompt;
        }

        if (group is not null)
        {
            sample.Group = group;
        }

        if (subset is not null)
        {
            sample.Subset = subset;
        }

        return Observe(sample);
    }

    /// <summary>
    /// Waits until every sample taken so far is acknowledged, or dropped because the service refused it. Samples are sent without waiting
    /// for others meanwhile.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; the samples stay in the buffer. Without it the wait lasts as long as an outage.</param>
    /// <exception cref="OperationCanceledException">The token ended the wait.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _flushes.FlushAsync().WaitAsync(cancellationToken);

    /// <summary>
    /// Takes no more samples and waits, for at most the options' FlushTimeout, until those in the buffer are acknowledged. What is left
    /// is dropped and counted as <see cref="DropReason.Closed"/>; of that, what was sent may have been added all the same. Never throws;
    /// further calls wait for the first.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for acknowledgements.</param>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        using var registration = cancellationToken.UnsafeRegister(static stop => ((CancellationTokenSource)stop!).Cancel(), _stop);
        await Close();
    }

    /// <summary>The same as <see cref="CloseAsync"/>.</summary>
    public async ValueTask DisposeAsync() => await Close();

    /// <summary>Takes no more samples and drops those that are not acknowledged, without waiting. Prefer <see cref="DisposeAsync"/>.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _ = Close();
    }

    // Whoever makes the observer may do so within a request, whose trace and culture are not those of the sending.
    private static Task StartDetached(ObserverSender sender, CancellationToken stop)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(() => sender.RunAsync(stop), CancellationToken.None);
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => sender.RunAsync(stop), CancellationToken.None);
        }
    }

    private Task Close()
    {
        lock (_gate)
        {
            return _closing ??= CloseOnceAsync();
        }
    }

    private async Task CloseOnceAsync()
    {
        _buffer.Writer.TryComplete();
        _flushes.Close();
        if (_options.FlushTimeout > TimeSpan.Zero)
        {
            Task settled = Task.WhenAny(_sending, _flushes.FlushAsync());
            await settled.WaitAsync(_options.FlushTimeout, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (settled.IsCompleted)
            {
                await _sending.WaitAsync(Goodbye, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await _stop.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_batches.DropAll() is > 0 and var left)
        {
            LogLeft(Monitor, left);
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "The observer of monitor {Monitor} was closed with {Count} samples not acknowledged")]
    private partial void LogLeft(string monitor, int count);
}
