using Detector.Host.Errors;
using Detector.Host.Options;

namespace Detector.Host.Lifetime;

/// <summary>
/// Counts the running calls and, when the service stops, lets them finish: the ports stay open meanwhile so that new
/// calls get a clear refusal, and what still runs when the time is over is given up.
/// </summary>
internal sealed partial class Drain(DrainOptions options, TimeProvider clock, ILogger<Drain> logger) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan WindDown = TimeSpan.FromSeconds(5);

    // A connection that closes right behind the last answer can take the answer with it: a client that has not read it yet then sees
    // a broken connection instead.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _begun = new();
    private readonly CancellationTokenSource _forced = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private bool _draining;

    /// <summary>True once the service stops.</summary>
    public bool Draining
    {
        get
        {
            lock (_lock)
            {
                return _draining;
            }
        }
    }

    /// <summary>Cancelled once the service stops: calls without an end of their own end then.</summary>
    public CancellationToken Begun => _begun.Token;

    /// <summary>Cancelled when the time to finish is over.</summary>
    public CancellationToken Forced => _forced.Token;

    /// <summary>Longest that the host may take to stop.</summary>
    public static TimeSpan Longest(DrainOptions options) => TimeSpan.FromSeconds(options.Seconds) + (2 * WindDown);

    /// <summary>Lets a call in until the result is disposed.</summary>
    /// <exception cref="ServiceException">Draining.</exception>
    public IDisposable Enter()
    {
        lock (_lock)
        {
            if (_draining)
            {
                throw new ServiceException(ErrorReason.Draining, "The service is shutting down; call another replica, or this one later.");
            }

            _calls++;
        }

        return new Call(this);
    }

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        int calls;
        lock (_lock)
        {
            _draining = true;
            calls = _calls;
            if (calls == 0)
            {
                _idle.TrySetResult();
            }
        }

        LogDraining(calls, options.Seconds);
        await _begun.CancelAsync();
        if (!await FinishedAsync(TimeSpan.FromSeconds(options.Seconds), cancellationToken))
        {
            LogForced(Calls());
            await _forced.CancelAsync();
            await FinishedAsync(WindDown, cancellationToken);
        }

        if (calls > 0)
        {
            await Task.Delay(Linger, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _begun.Dispose();
        _forced.Dispose();
    }

    private async Task<bool> FinishedAsync(TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            await _idle.Task.WaitAsync(time, clock, cancellation);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }

    private int Calls()
    {
        lock (_lock)
        {
            return _calls;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_calls == 0 && _draining)
            {
                _idle.TrySetResult();
            }
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Stopping: {Calls} calls have {Seconds} s to finish, new ones are refused")]
    private partial void LogDraining(int calls, int seconds);

    [LoggerMessage(2, LogLevel.Warning, "Gave up {Calls} calls that did not finish in time")]
    private partial void LogForced(int calls);

    private sealed class Call(Drain owner) : IDisposable
    {
        private Drain? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Leave();
    }
}
