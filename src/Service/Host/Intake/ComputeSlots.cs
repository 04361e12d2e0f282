namespace Detector.Host.Intake;

/// <summary>Runs long computations on threads of their own, a bounded number at a time; the others wait for their turn.</summary>
/// <param name="slots">Most computations at the same time.</param>
internal sealed class ComputeSlots(int slots) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(slots);

    /// <summary>Runs a computation when a slot is free.</summary>
    /// <param name="work">The computation; it watches <paramref name="cancellation"/> itself.</param>
    /// <param name="cancellation">Gives the wait or the computation up.</param>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation);
        try
        {
            return await Task.Factory.StartNew(work, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
