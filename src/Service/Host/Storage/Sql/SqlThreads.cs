using System.Collections.Concurrent;

namespace Detector.Host.Storage.Sql;

/// <summary>
/// Threads that wait for a database, so that a database that does not answer keeps no thread from anything else. What is asked for when
/// all of them wait, waits as well.
/// </summary>
internal sealed class SqlThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Lock _lock = new();
    private readonly int _most;
    private int _threads;
    private int _busy;

    /// <summary>Starts no thread yet.</summary>
    /// <param name="most">Most threads.</param>
    public SqlThreads(int most) => _most = most;

    /// <summary>Runs something on one of the threads.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="cancellation">Gives it up while it waits for a thread.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _work.Add(Run, CancellationToken.None);
            if (_busy + _work.Count > _threads && _threads < _most)
            {
                _threads++;
                new Thread(Work) { IsBackground = true, Name = "store" }.Start();
            }
        }

        return done.Task;

        void Run()
        {
            if (cancellation.IsCancellationRequested)
            {
                done.SetCanceled(cancellation);
                return;
            }

            try
            {
                done.SetResult(work());
            }
            catch (OperationCanceledException exception)
            {
                done.SetCanceled(exception.CancellationToken);
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }

    /// <summary>Lets the threads end once what was asked for is done.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Work()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            Interlocked.Increment(ref _busy);
            work();
            Interlocked.Decrement(ref _busy);
        }
    }
}
