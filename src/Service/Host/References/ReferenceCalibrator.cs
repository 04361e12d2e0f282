using System.Collections.Immutable;
using System.Threading.Channels;
using Detector.Host.Options;
using Detector.Host.Storage;

namespace Detector.Host.References;

/// <summary>
/// Has the nulls of fitted references computed in the background, a bounded number at a time. What a stop or a crash interrupts is
/// computed anew, with the same result, after the next start.
/// </summary>
internal sealed partial class ReferenceCalibrator(
    IReferenceStore store,
    CalibrationRunner runner,
    ReferencesOptions options,
    IHostApplicationLifetime lifetime,
    ILogger<ReferenceCalibrator> logger) : BackgroundService, IAsyncDisposable
{
    private readonly Channel<Calibration> _queue = Channel.CreateUnbounded<Calibration>();
    private ImmutableDictionary<long, Calibration> _calibrations = ImmutableDictionary<long, Calibration>.Empty;

    /// <summary>The calibrations that run or wait, or whose failure the store could not be told, by the id of the reference.</summary>
    public ImmutableDictionary<long, Calibration> Calibrations => Volatile.Read(ref _calibrations);

    /// <summary>Number of calibrations that run or wait.</summary>
    public int Count => Calibrations.Values.Count(calibration => calibration.Failure.Length == 0);

    /// <summary>Has a reference calibrated, if it is to be and is not already.</summary>
    public void Enqueue(StoredReference reference)
    {
        var calibration = new Calibration(reference);
        if (reference.State == ReferenceState.Calibrating && ImmutableInterlocked.TryAdd(ref _calibrations, reference.Id, calibration))
        {
            // An unbounded queue takes everything.
            _queue.Writer.TryWrite(calibration);
        }
    }

    /// <summary>Stops the calibration of a reference that is no more, if there is one.</summary>
    public void Stop(long id)
    {
        if (ImmutableInterlocked.TryRemove(ref _calibrations, id, out var calibration))
        {
            calibration.Stop();
        }
    }

    /// <summary>Ends what runs, also when the service was not stopped before: nothing may use the store after its end.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Calls that drain get the processor to themselves.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await ResumeAsync(stopping.Token);
            await Task.WhenAll(Enumerable.Range(0, options.ConcurrentFits).Select(_ => WorkAsync(stopping.Token)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The one way out.
        }
    }

    private async Task ResumeAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var reference in await store.ListCalibratingAsync(stopping))
            {
                LogResumed(reference.Name);
                Enqueue(reference);
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // A store in trouble does not keep the service from starting, so it does not keep it from calibrating either.
            LogNotResumed(CalibrationFailure.Describe(exception), CalibrationFailure.Trace(exception));
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        await foreach (var calibration in _queue.Reader.ReadAllAsync(stopping))
        {
            await runner.RunAsync(calibration, stopping);
            if (calibration.Failure.Length == 0)
            {
                ImmutableInterlocked.TryRemove(ref _calibrations, calibration.Reference.Id, out _);
            }

            if (Count == 0)
            {
                // A calibration holds many times what its reference does, and the next may come in a month: its memory goes back.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
    }

    [LoggerMessage(22, LogLevel.Information, "Resuming the calibration of reference {Name}")]
    private partial void LogResumed(string name);

    [LoggerMessage(23, LogLevel.Error, "Interrupted calibrations are not resumed: {Problem} {Trace}")]
    private partial void LogNotResumed(string problem, string trace);
}
