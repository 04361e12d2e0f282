namespace Detector.Host.Monitoring;

/// <summary>Wakes all who wait for something to have happened.</summary>
internal sealed class WakeUp
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes with the next <see cref="Signal"/>. Taken before looking whether there is work, it misses none.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes all who wait now.</summary>
    public void Signal() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>Waits for a signal taken before, or for a time to pass.</summary>
    public static async Task WaitAsync(Task signal, TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            await signal.WaitAsync(time, cancellation);
        }
        catch (TimeoutException)
        {
            // As good as a signal.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
