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
    private readonly int _batchTokens;
    private int _disposed;

    /// <summary>Starts the runners.</summary>
    /// <param name="description">What the encoder is.</param>
    /// <param name="model">The model; disposed with the encoder.</param>
    /// <param name="chunker">Cuts texts into inputs of the model.</param>
    /// <param name="options">Runners, batches and queue.</param>
    /// <param name="time">The clock by which the runners' speed is known.</param>
    public BatchingTextEncoder(
        EncoderDescription description, IEmbeddingModel model, TextChunker chunker, EncoderOptions options, TimeProvider time)
    {
        (Description, _model, _chunker, _batchTokens) = (description, model, chunker, options.BatchTokens);
        _queue = new(options.QueueTokens);
        _runners = new(_queue, model, options.Runners == 0 ? Environment.ProcessorCount : options.Runners, time);
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
        var (distinct, places) = Distinct(texts);
        var chunked = new ChunkedText[distinct.Count];
        for (var i = 0; i < chunked.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            chunked[i] = _chunker.Chunk(distinct[i]);
        }

        var call = new EncodingCall([.. chunked.SelectMany(text => text.Chunks)], _model.Dimension, _batchTokens);
        if (!_queue.TryAdd(call))
        {
            throw QueueFull();
        }

        await using (cancellation.UnsafeRegister(GiveUp, call))
        {
            return Assemble(await call.Embeddings, chunked, places);
        }

        void GiveUp(object? state, CancellationToken token)
        {
            _queue.Drop(call);
            call.Cancel(token);
        }
    }

    /// <summary>The different texts, and which of them each text is.</summary>
    private static (List<string> Distinct, int[] Places) Distinct(IReadOnlyList<string> texts)
    {
        var seen = new Dictionary<string, int>(texts.Count, StringComparer.Ordinal);
        var distinct = new List<string>();
        var places = new int[texts.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var text = TextCleaning.CollapseWhiteSpace(texts[i] ?? throw new ArgumentException($"Text {i} is null.", nameof(texts)));
            if (!seen.TryGetValue(text, out places[i]))
            {
                places[i] = seen[text] = distinct.Count;
                distinct.Add(text);
            }
        }

        return (distinct, places);
    }

    /// <summary>A text of several chunks gets their mean, weighted by tokens, at unit length.</summary>
    private float[] Assemble(float[] chunks, ChunkedText[] distinct, int[] places)
    {
        var dimension = _model.Dimension;
        var rows = new float[distinct.Length * dimension];
        var chunk = 0;
        for (var text = 0; text < distinct.Length; text++)
        {
            var row = rows.AsSpan(text * dimension, dimension);
            var weights = distinct[text].Weights;
            if (weights.Count == 1)
            {
                chunks.AsSpan(chunk++ * dimension, dimension).CopyTo(row);
                continue;
            }

            foreach (var weight in weights)
            {
                TensorPrimitives.MultiplyAdd(chunks.AsSpan(chunk++ * dimension, dimension), weight, row, row);
            }

            Pooler.Normalize(row, dimension);
        }

        if (distinct.Length == places.Length)
        {
            return rows;
        }

        var embeddings = new float[places.Length * dimension];
        for (var text = 0; text < places.Length; text++)
        {
            rows.AsSpan(places[text] * dimension, dimension).CopyTo(embeddings.AsSpan(text * dimension));
        }

        return embeddings;
    }

    private EncoderQueueFullException QueueFull() => new(_queue.Tokens, _queue.Limit, _runners.TimeFor(_queue.Tokens));
}
