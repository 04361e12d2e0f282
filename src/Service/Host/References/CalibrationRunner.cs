using Detector.Detection.Calibration;
using Detector.Host.Errors;
using Detector.Host.Storage;
using Detector.Host.Telemetry;
using Prometheus;

namespace Detector.Host.References;

/// <summary>Runs one calibration: reads what is fitted, computes the nulls, and puts the whole reference in its place.</summary>
/// <param name="store">Where the reference is.</param>
/// <param name="metrics">Where the time goes.</param>
/// <param name="logger">Told how it ended.</param>
internal sealed partial class CalibrationRunner(IReferenceStore store, DetectorMetrics metrics, ILogger<CalibrationRunner> logger)
{
    /// <summary>Runs a calibration to its end, whatever that is; nothing is thrown.</summary>
    /// <param name="calibration">Which one; its failure is set where the store could not be told of it.</param>
    /// <param name="stopping">Cancelled when the service stops: the calibration is left for the next start.</param>
    public async Task RunAsync(Calibration calibration, CancellationToken stopping)
    {
        using (calibration)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, calibration.Stopped);
            try
            {
                await CalibrateAsync(calibration, ended.Token);
            }
            catch (Exception) when (ended.IsCancellationRequested)
            {
                LogGivenUp(calibration.Reference.Name, stopping.IsCancellationRequested ? "the service stops and resumes it when it starts" : "it was deleted");
            }
            catch (ServiceException fault) when (fault.Reason is ErrorReason.StoreBusy or ErrorReason.StoreFull)
            {
                // The reference is sound, and the store may be again: what is fitted stays.
                Postpone(calibration, $"{fault.Message} The calibration starts anew when the service does.", "");
            }
            catch (Exception exception)
            {
                await FailAsync(calibration, exception);
            }
        }
    }

    private async Task CalibrateAsync(Calibration calibration, CancellationToken cancellation)
    {
        var timer = metrics.CalibrationSeconds.NewTimer();
        var reference = calibration.Reference;
        var fitted = await store.ReadContentAsync(reference, FittedReference.Read, cancellation);
        var distribution = await Task.Factory.StartNew(
            () => fitted.Calibrate(calibration, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await store.CompleteAsync(reference with { NullSizes = distribution.NullSizes }, distribution.Write, cancellation) is { } ready)
        {
            LogReady(ready.Name, ready.StoredBytes, timer.ObserveDuration().TotalSeconds);
        }
        else
        {
            LogOvertaken(reference.Name);
        }
    }

    private async Task FailAsync(Calibration calibration, Exception exception)
    {
        var name = calibration.Reference.Name;
        var failure = CalibrationFailure.Describe(exception);
        try
        {
            // Short, and never to be repeated at the next start: so not given up when the service stops.
            if (await store.FailAsync(calibration.Reference, failure, CancellationToken.None))
            {
                LogFailed(name, failure, CalibrationFailure.Trace(exception));
            }
            else
            {
                LogOvertaken(name);
            }
        }
        catch (Exception unstored)
        {
            Postpone(calibration, failure, CalibrationFailure.Trace(exception) + CalibrationFailure.Trace(unstored));
        }
    }

    private void Postpone(Calibration calibration, string failure, string trace)
    {
        calibration.Fail(failure);
        LogPostponed(calibration.Reference.Name, failure, trace);
    }

    [LoggerMessage(24, LogLevel.Information, "Calibrated reference {Name}: {Bytes} bytes, {Seconds} s")]
    private partial void LogReady(string name, long bytes, double seconds);

    [LoggerMessage(25, LogLevel.Information, "Gave up the calibration of reference {Name}: {Why}")]
    private partial void LogGivenUp(string name, string why);

    [LoggerMessage(26, LogLevel.Information, "The calibration of reference {Name} is of no use: the reference was deleted, or another process was first")]
    private partial void LogOvertaken(string name);

    [LoggerMessage(27, LogLevel.Error, "The calibration of reference {Name} failed: {Problem} {Trace}")]
    private partial void LogFailed(string name, string problem, string trace);

    [LoggerMessage(28, LogLevel.Error, "The calibration of reference {Name} failed, of which the store knows nothing: {Problem} {Trace}")]
    private partial void LogPostponed(string name, string problem, string trace);
}
