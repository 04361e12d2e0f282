namespace Detector.Detection.Tests.Worlds;

/// <summary>Runs work, and all that it would do in parallel, on one thread at a time.</summary>
internal sealed class Alone : IDisposable
{
    private readonly ConcurrentExclusiveSchedulerPair _schedulers = new(TaskScheduler.Default, 1);

    public T Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, _schedulers.ExclusiveScheduler).GetAwaiter().GetResult();

    public void Dispose() => _schedulers.Complete();
}
