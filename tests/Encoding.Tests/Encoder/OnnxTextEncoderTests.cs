using System.Numerics.Tensors;
using Detector.Encoding.Encoder;
using Detector.Encoding.Tests.Fixtures;
using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Encoder;

public sealed class OnnxTextEncoderTests
{
    private const int Dimension = 512;
    private const int MaxTokens = 128;

    private static readonly string[] Texts = [.. PeerFixture.Embeddings.Select(entry => entry.Text).Take(120)];

    public static TheoryData<string> Paths => new(TestEncoder.Fp32Path, TestEncoder.Int8Path);

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_embedding_does_not_depend_on_the_batch_its_order_or_the_runners(string path)
    {
        await using var one = OnnxTextEncoder.Load(new() { Path = path, Runners = 1 });
        await using var many = OnnxTextEncoder.Load(new() { Path = path, Runners = 3, BatchTokens = 4096 });
        var together = await many.EncodeAsync(Texts, CancellationToken.None);
        var reversed = await many.EncodeAsync([.. Texts.Reverse()], CancellationToken.None);

        for (var i = 0; i < Texts.Length; i++)
        {
            var alone = await one.EncodeAsync([Texts[i]], CancellationToken.None);
            Assert.Equal(alone, Row(together, i));
            Assert.Equal(alone, Row(reversed, Texts.Length - 1 - i));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Bits_depend_neither_on_padding_nor_on_the_number_of_texts(string path)
    {
        using var model = ModelSession.Open(EncoderLayout.Read(path));
        var inputs = Enumerable.Range(1, MaxTokens).Select(length => Enumerable.Range(length, length).Select(i => 6 + (7919 * i % 7990)).ToArray()).ToArray();
        var padded = new float[inputs.Length * Dimension];
        var pair = new float[2 * Dimension];
        var alone = new float[Dimension];
        model.Run(new ListedInputs(inputs), padded);
        for (var i = 0; i < inputs.Length; i++)
        {
            model.Run(new ListedInputs(inputs[i]), alone);
            model.Run(new ListedInputs(inputs[i], inputs[Math.Min(i + 1, inputs.Length - 1)]), pair);
            Assert.Equal(alone, Row(padded, i));
            Assert.Equal(alone, Row(pair, 0));
        }

        Assert.True(model.IsBatchInvariant);
    }

    [Fact]
    public async Task The_same_call_gives_the_same_bits_whatever_else_runs()
    {
        await using var encoder = Load();
        var quiet = await encoder.EncodeAsync(Texts, CancellationToken.None);

        var busy = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => encoder.EncodeAsync(Texts, CancellationToken.None)));

        Assert.All(busy, embeddings => Assert.Equal(quiet, embeddings));
    }

    [Fact]
    public async Task Every_row_is_of_unit_length_whatever_the_text()
    {
        await using var encoder = Load();
        string[] texts = ["", " \n", "\uD800", "\uFFFE", "\0", new('a', 5000), string.Concat(Enumerable.Repeat("Many words. ", 500)), "😀"];

        var embeddings = await encoder.EncodeAsync(texts, CancellationToken.None);

        Assert.All(embeddings.Chunk(Dimension), row => Assert.Equal(1, TensorPrimitives.Norm<float>(row), 1e-5));
    }

    [Fact]
    public async Task White_space_around_and_within_a_text_does_not_matter()
    {
        await using var encoder = Load();

        var embeddings = await encoder.EncodeAsync(["A short text.", "A  short\ntext.\n"], CancellationToken.None);

        Assert.Equal(embeddings[..Dimension], embeddings[Dimension..]);
    }

    [Fact]
    public async Task The_end_of_a_long_text_counts()
    {
        await using var encoder = Load();
        var start = string.Concat(Enumerable.Repeat("The harbour was quiet in the morning. ", 30));
        var end = string.Concat(Enumerable.Repeat("Interest rates rose again. ", 30));

        var embeddings = await encoder.EncodeAsync([start, start + end], CancellationToken.None);

        Assert.InRange(TensorPrimitives.CosineSimilarity(Row(embeddings, 0), Row(embeddings, 1)), 0, 0.95);
    }

    [Fact]
    public async Task Paraphrases_are_nearer_than_other_topics()
    {
        await using var encoder = Load();

        var embeddings = await encoder.EncodeAsync(["How old are you?", "What is your age?", "The parcel arrived broken."], CancellationToken.None);

        Assert.True(
            TensorPrimitives.CosineSimilarity(Row(embeddings, 0), Row(embeddings, 1))
            > 0.3 + TensorPrimitives.CosineSimilarity(Row(embeddings, 0), Row(embeddings, 2)));
    }

    [Fact]
    public async Task The_description_tells_the_two_bundled_encoders_apart()
    {
        await using var quantized = Load();
        await using var exact = OnnxTextEncoder.Load(new() { Path = TestEncoder.Fp32Path });

        Assert.Equal(
            new EncoderDescription("universal-sentence-encoder-lite-int8", quantized.Description.Fingerprint, Dimension, 128), quantized.Description);
        Assert.NotEqual(exact.Description.Fingerprint, quantized.Description.Fingerprint);
        Assert.Matches("^[0-9a-f]{64}$", quantized.Description.Fingerprint);
    }

    private static ITextEncoder Load() => OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });

    private static ReadOnlySpan<float> Row(float[] embeddings, int row) => embeddings.AsSpan(row * Dimension, Dimension);
}
