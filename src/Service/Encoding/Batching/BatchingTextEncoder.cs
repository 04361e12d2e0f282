using System.Numerics.Tensors;
using Detector.Encoding.Encoder;
using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Batching;

/// <summary>Cuts texts into inputs, queues them in batches and puts the embeddings together again.</summary>
internal sealed class BatchingTextEncoder : ITextEncoder
{
    private readonly IEmbeddingModel _model;
    private readonly TextChunker _chunker;
    private readonly EncodingQueue _queue;
    private readonly RunnerPool _runners;
    private int _disposed;

    /// <summary>Starts the runners.</summary>
    /// <param name="description">What the encoder is.</param>
    /// <param name="model">The model; disposed with the encoder.</param>
    /// <param name="chunker">Cuts texts into inputs of the model.</param>
    /// <param name="options">Runners, batches and queue.</param>
    /// <param name="ran">Told of every run of the model; null for nobody.</param>
    /// <param name="time">The clock by which the runners' speed is known.</param>
    public BatchingTextEncoder(
        EncoderDescription description,
        IEmbeddingModel model,
        TextChunker chunker,
        EncoderOptions options,
        Action<ModelRun>? ran,
        TimeProvider time)
    {
        (Description, _model, _chunker) = (description, model, chunker);
        _queue = new(options.QueueTokens, model.IsBatchInvariant, TimeSpan.FromMilliseconds(options.BatchWaitMilliseconds));
        _runners = new(_queue, model, options.Runners == 0 ? Environment.ProcessorCount : options.Runners, options.BatchTokens, ran, time);
    }

    public EncoderDescription Description { get; }

    public long QueuedTokens => _queue.Tokens;

    public async Task<float[]> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ObjectDisposedException.ThrowIf(_queue.IsClosed, this);
        if (_queue.Tokens >= _queue.Limit)
        {
            // Cheaper than to tokenize the texts first.
            throw QueueFull();
        }

        return texts.Count == 0 ? [] : await Task.Run(() => EncodeAllAsync(texts, cancellation), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _queue.Close();
            await _runners.Drained;
            _model.Dispose();
        }
    }

    private async Task<float[]> EncodeAllAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var (tokens, places) = Tokenize(texts, cancellation);
        var call = new EncodingCall(tokens, _model.Dimension);
        if (!_queue.TryAdd(call))
        {
            throw QueueFull();
        }

        await using (cancellation.UnsafeRegister(GiveUp, call))
        {
            return Assemble(await call.Embeddings, tokens, places);
        }

        void GiveUp(object? state, CancellationToken token)
        {
            _queue.Drop(call);
            call.Cancel(token);
        }
    }

    /// <summary>The different texts, and which of them each text is.</summary>
    private (TokenizedTexts Distinct, int[] Places) Tokenize(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var seen = new Dictionary<string, int>(texts.Count, StringComparer.Ordinal);
        var distinct = new TokenizedTexts();
        var places = new int[texts.Count];
        for (var i = 0; i < places.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = TextCleaning.CollapseWhiteSpace(texts[i] ?? throw new ArgumentException($"Text {i} is null.", nameof(texts)));
            if (!seen.TryGetValue(text, out places[i]))
            {
                places[i] = seen[text] = distinct.Texts;
                _chunker.Append(text, distinct);
            }
        }

        return (distinct, places);
    }

    /// <summary>A text of several inputs gets their mean, weighted by tokens, at unit length.</summary>
    private float[] Assemble(float[] inputs, TokenizedTexts distinct, int[] places)
    {
        if (distinct.Texts == places.Length && distinct.Inputs == places.Length)
        {
            return inputs;
        }

        var dimension = _model.Dimension;
        var embeddings = new float[places.Length * dimension];
        for (var text = 0; text < places.Length; text++)
        {
            var row = embeddings.AsSpan(text * dimension, dimension);
            var (first, end) = distinct.InputsOf(places[text]);
            if (end == first + 1)
            {
                inputs.AsSpan(first * dimension, dimension).CopyTo(row);
                continue;
            }

            for (var input = first; input < end; input++)
            {
                TensorPrimitives.MultiplyAdd(inputs.AsSpan(input * dimension, dimension), distinct.WeightOf(input), row, row);
            }

            Pooler.Normalize(row, dimension);
        }

        return embeddings;
    }

    private EncoderQueueFullException QueueFull() => new(_queue.Tokens, _queue.Limit, _runners.TimeFor(_queue.Tokens));
}
