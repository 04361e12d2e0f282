using System.Collections.Concurrent;
using Detector.Encoding.Batching;
using Detector.Encoding.Encoder;

namespace Detector.Encoding.Tests.Batching;

public sealed class BatchingTextEncoderTests : IAsyncDisposable
{
    private const int MaxTokens = 100;

    private readonly FakeModel _model = new();
    private readonly ConcurrentQueue<ModelRun> _runs = new();
    private readonly BatchingTextEncoder _encoder;

    public BatchingTextEncoderTests()
    {
        _encoder = Encoder(_model);
    }

    private BatchingTextEncoder Encoder(FakeModel model, int batchWait = 0)
    {
        var options = new EncoderOptions { Runners = 1, BatchTokens = 100, QueueTokens = 2000, BatchWaitMilliseconds = batchWait };
        var chunker = new TextChunker(new LetterTokenizer(), "", MaxTokens);
        return new(new("fake", "0", 2, MaxTokens), model, chunker, options, _runs.Enqueue, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _model.Allow(1000);
        await _encoder.DisposeAsync();
    }

    [Fact]
    public async Task Embeddings_come_in_the_order_of_the_texts()
    {
        _model.Allow(10);

        var embeddings = await EncodeAsync("b", "aaaaaaaa", "cc");

        Assert.Equal([MathF.Cos('b'), MathF.Sin('b'), MathF.Cos('a'), MathF.Sin('a'), MathF.Cos('c'), MathF.Sin('c')], embeddings);
    }

    [Fact]
    public async Task No_texts_have_no_embeddings()
    {
        Assert.Empty(await EncodeAsync());
    }

    [Fact]
    public async Task Equal_texts_of_a_call_are_encoded_once()
    {
        _model.Allow(10);

        var embeddings = await EncodeAsync("same", "other", "same", " same\n");

        Assert.Equal(2, _model.Runs.Sum(run => run.Count));
        Assert.Equal(embeddings[..2], embeddings[4..6]);
        Assert.Equal(embeddings[..2], embeddings[6..]);
    }

    [Fact]
    public async Task Batches_hold_texts_of_like_length_up_to_the_batch_tokens()
    {
        _model.Allow(10);

        await EncodeAsync(Text('a', 10), Text('b', 90), Text('c', 12), Text('d', 80), Text('e', 50), Text('f', 49));

        Assert.Equal(["b", "d", "ef", "ca"], Runs(_model));
        Assert.Equal([new(1, 90, 90), new(1, 80, 80), new(2, 99, 100), new(2, 22, 24)], _runs);
    }

    [Fact]
    public async Task A_text_runs_on_its_own_where_padding_it_would_cost_more()
    {
        _model.Allow(10);

        await EncodeAsync(Text('a', 20), Text('b', 19), Text('c', 14), Text('d', 6));

        Assert.Equal(["ab", "c", "d"], Runs(_model));
    }

    [Fact]
    public async Task Waiting_calls_share_runs_of_texts_of_like_length()
    {
        var first = EncodeAsync(Text('x', 100));
        await _model.StartedAsync();
        Task<float[]>[] calls =
            [EncodeAsync(Text('a', 30), Text('b', 10)), EncodeAsync(Text('c', 29), Text('d', 50)), EncodeAsync(Text('e', 11), Text('f', 30))];
        await QueuedAsync(160);

        _model.Allow(10);
        await Task.WhenAll([first, .. calls]);

        // Whose turn it is gives the first and longest; c is a token shorter than a and f.
        Assert.Equal(["x", "acf", "d", "eb"], Runs(_model).Select(Sorted));
        Assert.Equal(EmbeddingsOf('c', 'd'), await calls[1]);
        Assert.Equal(EmbeddingsOf('e', 'f'), await calls[2]);

        static string Sorted(string run) => run[0] == 'e' || run[0] == 'b' ? "eb" : string.Concat(run.Order());
    }

    [Fact]
    public async Task Calls_share_no_runs_of_a_model_whose_embeddings_depend_on_the_batch()
    {
        var model = new FakeModel { IsBatchInvariant = false };
        await using var encoder = Encoder(model);
        var first = encoder.EncodeAsync([Text('x', 100)], CancellationToken.None);
        await model.StartedAsync();
        var calls = "abc".Select(letter => encoder.EncodeAsync([Text(letter, 20)], CancellationToken.None)).ToArray();
        await QueuedAsync(encoder, 60);

        model.Allow(10);
        await Task.WhenAll([first, .. calls]);

        Assert.All(model.Runs, run => Assert.Single(run));
    }

    [Fact]
    public async Task A_run_that_is_not_full_waits_as_long_as_it_is_told()
    {
        var model = new FakeModel();
        await using var encoder = Encoder(model, batchWait: 1000);
        model.Allow(10);

        // The second fills the run, so it starts at once.
        await Task.WhenAll(encoder.EncodeAsync([Text('a', 50)], CancellationToken.None), encoder.EncodeAsync([Text('b', 50)], CancellationToken.None));

        Assert.Equal(2, Assert.Single(model.Runs).Count);
    }

    [Fact]
    public async Task A_small_call_does_not_wait_for_all_of_a_large_one()
    {
        var large = EncodeAsync([.. Enumerable.Range(0, 10).Select(i => Text((char)('a' + i), 100))]);
        await _model.StartedAsync();
        var small = EncodeAsync(Text('z', 100));
        await QueuedAsync(1000);

        _model.Allow(3);
        await small;

        Assert.False(large.IsCompleted);
        Assert.Contains(_model.Runs.Take(3), run => run[0][0] == 'z');
    }

    [Fact]
    public async Task A_call_that_does_not_fit_into_the_queue_is_refused_and_the_others_go_on()
    {
        var first = EncodeAsync([.. Enumerable.Range(0, 20).Select(i => Text((char)('a' + i), 100))]);
        await _model.StartedAsync();

        var refused = await Assert.ThrowsAsync<EncoderQueueFullException>(() => EncodeAsync(Text('x', 99), Text('y', 99)));

        Assert.Equal((1900, 2000), (refused.QueuedTokens, refused.Limit));
        Assert.InRange(refused.RetryAfter, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(1));
        _model.Allow(20);
        Assert.Equal(40, (await first).Length);
        Assert.Equal(0, _encoder.QueuedTokens);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_its_waiting_work_is_dropped()
    {
        using var cancellation = new CancellationTokenSource();
        var call = _encoder.EncodeAsync([.. Enumerable.Range(0, 10).Select(i => Text((char)('a' + i), 100))], cancellation.Token);
        await _model.StartedAsync();
        Assert.Equal(900, _encoder.QueuedTokens);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(0, _encoder.QueuedTokens);
        _model.Allow(2);
        await EncodeAsync("z");
        Assert.Equal(2, _model.Runs.Count);
    }

    [Fact]
    public async Task A_failed_run_ends_its_call_and_no_other()
    {
        _model.Fault = input => input[0] == 'b' ? new InvalidOperationException("broken") : null;
        var first = EncodeAsync("x");
        await _model.StartedAsync();
        Task<float[]>[] calls = [EncodeAsync("a"), EncodeAsync("b", Text('y', 100)), EncodeAsync("c")];
        await QueuedAsync(103);

        _model.Allow(10);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => calls[1]);
        Assert.Equal("broken", error.Message);
        Assert.Equal(EmbeddingsOf('a'), await calls[0]);
        Assert.Equal(EmbeddingsOf('c'), await calls[2]);
        Assert.Equal(EmbeddingsOf('x'), await first);
        Assert.Equal(0, _encoder.QueuedTokens);
        Assert.Equal(EmbeddingsOf('d'), await EncodeAsync("d"));
    }

    [Fact]
    public async Task Disposal_ends_the_calls_that_wait_and_refuses_new_ones()
    {
        var waiting = EncodeAsync(Text('a', 100), Text('b', 100), Text('c', 100));
        await _model.StartedAsync();
        var disposal = _encoder.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => EncodeAsync("d"));

        _model.Allow(3);
        Assert.Equal(6, (await waiting).Length);
        await disposal;
        Assert.True(_model.IsDisposed);
    }

    [Fact]
    public async Task A_null_text_is_named()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => EncodeAsync("a", null!));
        Assert.Contains("Text 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_text_is_the_mean_of_its_parts_by_tokens()
    {
        _model.Allow(10);

        var embedding = await EncodeAsync($"{Text('a', 79)}. {Text('b', 39)}.");

        var (x, y) = ((80 * MathF.Cos('a')) + (40 * MathF.Cos('b')), (80 * MathF.Sin('a')) + (40 * MathF.Sin('b')));
        var norm = MathF.Sqrt((x * x) + (y * y));
        Assert.Equal(x / norm, embedding[0], 1e-6f);
        Assert.Equal(y / norm, embedding[1], 1e-6f);
    }

    private static float[] EmbeddingsOf(params char[] letters) => [.. letters.SelectMany(letter => new[] { MathF.Cos(letter), MathF.Sin(letter) })];

    private static IEnumerable<string> Runs(FakeModel model) => model.Runs.Select(run => string.Concat(run.Select(input => (char)input[0])));

    private static string Text(char letter, int length) => new(letter, length);

    private Task<float[]> EncodeAsync(params string[] texts) => _encoder.EncodeAsync(texts, CancellationToken.None);

    /// <summary>Waits until the queue holds so many tokens.</summary>
    private Task QueuedAsync(long tokens) => QueuedAsync(_encoder, tokens);

    private static async Task QueuedAsync(BatchingTextEncoder encoder, long tokens)
    {
        while (encoder.QueuedTokens != tokens)
        {
            await Task.Yield();
        }
    }
}
