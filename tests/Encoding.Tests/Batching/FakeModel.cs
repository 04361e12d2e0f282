using System.Collections.Concurrent;
using Detector.Encoding.Batching;

namespace Detector.Encoding.Tests.Batching;

/// <summary>A model whose embedding of an input is (1, 0) turned by its first token, and whose runs wait until they are let go.</summary>
internal sealed class FakeModel : IEmbeddingModel
{
    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _allowed = new(0);

    public int Dimension => 2;

    public bool IsDisposed { get; private set; }

    /// <summary>The inputs of each run, in the order the runs began.</summary>
    public ConcurrentQueue<IReadOnlyList<int[]>> Runs { get; } = new();

    /// <summary>Thrown by the next runs.</summary>
    public Exception? Error { get; set; }

    /// <summary>Waits until a run began.</summary>
    public Task StartedAsync() => _started.WaitAsync();

    /// <summary>Lets runs end.</summary>
    public void Allow(int runs) => _allowed.Release(runs);

    public float[] Run(IReadOnlyList<int[]> inputs)
    {
        Runs.Enqueue(inputs);
        _started.Release();
        _allowed.Wait();
        return Error is { } error ? throw error : [.. inputs.SelectMany(input => new[] { MathF.Cos(input[0]), MathF.Sin(input[0]) })];
    }

    public void Dispose() => IsDisposed = true;
}
