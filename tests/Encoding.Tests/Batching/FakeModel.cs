using System.Collections.Concurrent;
using Detector.Encoding.Batching;

namespace Detector.Encoding.Tests.Batching;

/// <summary>A model whose embedding of an input is (1, 0) turned by its first token, and whose runs wait until they are let go.</summary>
internal sealed class FakeModel : IEmbeddingModel
{
    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _allowed = new(0);

    public int Dimension => 2;

    public bool IsBatchInvariant { get; init; } = true;

    public bool IsDisposed { get; private set; }

    /// <summary>The inputs of each run, in the order the runs began.</summary>
    public ConcurrentQueue<IReadOnlyList<int[]>> Runs { get; } = new();

    /// <summary>Says which error a run with such an input ends with.</summary>
    public Func<int[], Exception?> Fault { get; set; } = _ => null;

    /// <summary>Waits until a run began.</summary>
    public Task StartedAsync() => _started.WaitAsync();

    /// <summary>Lets runs end.</summary>
    public void Allow(int runs) => _allowed.Release(runs);

    public void Run(IModelInputs inputs, Span<float> embeddings)
    {
        var tokens = new int[inputs.Count][];
        for (var input = 0; input < tokens.Length; input++)
        {
            tokens[input] = inputs.TokensOf(input).ToArray();
            (embeddings[2 * input], embeddings[(2 * input) + 1]) = (MathF.Cos(tokens[input][0]), MathF.Sin(tokens[input][0]));
        }

        Runs.Enqueue(tokens);
        _started.Release();
        _allowed.Wait();
        if (tokens.Select(Fault).FirstOrDefault(error => error is not null) is { } error)
        {
            throw error;
        }
    }

    public void Dispose() => IsDisposed = true;
}
