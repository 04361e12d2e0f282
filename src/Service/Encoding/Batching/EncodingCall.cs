namespace Detector.Encoding.Batching;

/// <summary>One call's inputs, cut into batches of like length, and their embeddings.</summary>
internal sealed class EncodingCall
{
    private readonly TaskCompletionSource<float[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<int[]> _inputs;
    private readonly Queue<EncodingBatch> _waiting;
    private readonly float[] _embeddings;
    private readonly int _dimension;
    private int _unfinished;

    /// <summary>Plans a call.</summary>
    /// <param name="inputs">Token ids of each input, at least one.</param>
    /// <param name="dimension">Length of an embedding.</param>
    /// <param name="batchTokens">Padded tokens aimed at per batch.</param>
    public EncodingCall(IReadOnlyList<int[]> inputs, int dimension, int batchTokens)
    {
        _inputs = inputs;
        _dimension = dimension;
        _embeddings = new float[inputs.Count * dimension];
        _waiting = new(EncodingBatch.Plan(inputs, batchTokens));
        _unfinished = _waiting.Count;
        WaitingTokens = _waiting.Sum(batch => batch.PaddedTokens);
    }

    /// <summary>Inputs x dimension floats, when all batches are done.</summary>
    public Task<float[]> Embeddings => _completion.Task;

    /// <summary>Padded tokens of the batches not yet taken. Guarded by the queue.</summary>
    public long WaitingTokens { get; private set; }

    /// <summary>Takes the next batch. Guarded by the queue.</summary>
    public EncodingBatch TakeBatch()
    {
        var batch = _waiting.Dequeue();
        WaitingTokens -= batch.PaddedTokens;
        return batch;
    }

    /// <summary>The inputs of a batch.</summary>
    public IReadOnlyList<int[]> InputsOf(EncodingBatch batch) => Array.ConvertAll(batch.Inputs, input => _inputs[input]);

    /// <summary>Stores the embeddings of a batch; the last one completes the call.</summary>
    public void Complete(EncodingBatch batch, ReadOnlySpan<float> embeddings)
    {
        for (var row = 0; row < batch.Inputs.Length; row++)
        {
            embeddings.Slice(row * _dimension, _dimension).CopyTo(_embeddings.AsSpan(batch.Inputs[row] * _dimension));
        }

        if (Interlocked.Decrement(ref _unfinished) == 0)
        {
            _completion.TrySetResult(_embeddings);
        }
    }

    /// <summary>Gives the call up.</summary>
    public void Cancel(CancellationToken cancellation) => _completion.TrySetCanceled(cancellation);

    /// <summary>Ends the call with an error.</summary>
    public void Fail(Exception error) => _completion.TrySetException(error);
}
