using Detector.Host.Storage;

namespace Detector.Host.References;

/// <summary>The calibration of one reference in this process: how far it is, and how it is stopped.</summary>
/// <param name="reference">The reference, as it was when the calibration was asked for.</param>
internal sealed class Calibration(StoredReference reference) : IProgress<double>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private volatile string _failure = "";
    private double _progress;
    private bool _ended;

    /// <summary>The reference.</summary>
    public StoredReference Reference { get; } = reference;

    /// <summary>Share of the work that is done, 0 to 1; never falls.</summary>
    public double Progress
    {
        get
        {
            lock (_lock)
            {
                return _progress;
            }
        }
    }

    /// <summary>Why it failed, where the store could not be told; otherwise empty.</summary>
    public string Failure => _failure;

    /// <summary>Cancelled when it is stopped.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <inheritdoc/>
    public void Report(double value)
    {
        lock (_lock)
        {
            _progress = Math.Max(_progress, value);
        }
    }

    /// <summary>Notes that it failed.</summary>
    public void Fail(string failure) => _failure = failure;

    /// <summary>Ends the work, if it has not ended.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _stop.Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
            _stop.Dispose();
        }
    }
}
