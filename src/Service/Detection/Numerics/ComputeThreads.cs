using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Detector.Detection.Numerics;

/// <summary>
/// Threads for the parallel parts of computations, one less than there are processors, since the thread that asks works as well. They
/// are not those of the thread pool: a pool that computes for seconds answers no calls meanwhile, and handles no signal.
/// </summary>
internal sealed class ComputeThreads : TaskScheduler
{
    private static readonly ComputeThreads Shared = new(Math.Max(1, Environment.ProcessorCount - 1));

    private readonly BlockingCollection<Task> _tasks = [];

    private ComputeThreads(int count)
    {
        MaximumConcurrencyLevel = count + 1;
        for (var i = 0; i < count; i++)
        {
            new Thread(Run) { IsBackground = true, Name = "Detector compute" }.Start();
        }
    }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel { get; }

    /// <summary>Has a parallel loop run on these threads and on that of its caller.</summary>
    /// <param name="cancellation">Gives the loop up.</param>
    public static ParallelOptions Loop(CancellationToken cancellation = default) => new()
    {
        TaskScheduler = Shared,
        MaxDegreeOfParallelism = Environment.ProcessorCount,
        CancellationToken = cancellation,
    };

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _tasks.Add(task);

    /// <summary>Runs a part that no thread took yet on the thread that waits for it, so that loops may be nested.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void Run()
    {
        while (true)
        {
            RunNext();
        }
    }

    // In a frame of its own: a thread that waits must not keep what the last loop worked on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunNext() => TryExecuteTask(_tasks.Take());
}
