using System.Text.Json;

namespace Detector.Encoding.Tests.Encoder.Exports;

public sealed class SentenceTransformersTests : IDisposable
{
    private readonly TinyBert _export = new();

    public void Dispose() => _export.Dispose();

    [Fact]
    public async Task A_directory_without_our_own_file_is_understood()
    {
        await using var encoder = Load();

        var description = encoder.Description;
        Assert.Equal(new EncoderDescription(Path.GetFileName(_export.Path), description.Fingerprint, TinyBert.Dimension, 16), description);
    }

    [Theory]
    [InlineData("mean_tokens", (2 + 5 + 6 + 3) / 4.0)]
    [InlineData("cls_token", 2)]
    [InlineData("max_tokens", 6)]
    public async Task Token_embeddings_are_pooled_as_the_pooling_module_says(string mode, double id)
    {
        _export.Pooling(mode);
        await AssertEmbeddingAsync("Hello  world\n", id);
    }

    [Fact]
    public async Task Padding_does_not_enter_the_pool()
    {
        await using var encoder = Load();

        var together = await encoder.EncodeAsync(["hello", "hello world hello world hello"], CancellationToken.None);
        var alone = await encoder.EncodeAsync(["hello"], CancellationToken.None);

        Assert.Equal(alone, together[..TinyBert.Dimension]);
    }

    [Fact]
    public async Task A_model_without_token_types_gets_none()
    {
        using var export = new TinyBert(tokenTypes: false);
        await using var encoder = OnnxTextEncoder.Load(new() { Path = export.Path });

        Assert.Equal(TinyBert.Dimension, (await encoder.EncodeAsync(["hello"], CancellationToken.None)).Length);
    }

    [Fact]
    public async Task A_pooled_output_of_the_model_goes_before_our_pooling()
    {
        using var export = new TinyBert(pooledOutput: true);
        export.Delete("1_Pooling/config.json");
        await using var encoder = OnnxTextEncoder.Load(new() { Path = export.Path });

        AssertEmbedding(6, await encoder.EncodeAsync(["hello world"], CancellationToken.None));
    }

    [Fact]
    public async Task Words_are_cut_into_pieces_and_unknown_ones_marked()
    {
        _export.Pooling("max_tokens");
        await AssertEmbeddingAsync("unknown", 8);
        await AssertEmbeddingAsync("zebra", 3);
    }

    [Fact]
    public async Task Lower_casing_follows_the_tokenizer_configuration()
    {
        _export.Pooling("max_tokens");
        _export.Write("tokenizer_config.json", """{"tokenizer_class": "BertTokenizer", "do_lower_case": false}""");
        await AssertEmbeddingAsync("Hello", 12);
    }

    [Fact]
    public async Task A_general_tokenizer_class_leaves_the_kind_to_the_model_type()
    {
        _export.Pooling("max_tokens");
        _export.Write("tokenizer_config.json", """{"tokenizer_class": "PreTrainedTokenizerFast", "do_lower_case": true}""");
        await AssertEmbeddingAsync("Hello world", 6);
    }

    [Fact]
    public async Task The_default_prompt_goes_before_the_text()
    {
        _export.Pooling("max_tokens");
        _export.Write("config_sentence_transformers.json", """{"prompts": {"query": "query: "}, "default_prompt_name": "query"}""");
        await AssertEmbeddingAsync("hello", 10);
    }

    [Fact]
    public async Task Our_own_file_goes_before_the_others()
    {
        _export.Pooling("max_tokens");
        _export.Write("encoder.json", """{"name": "mine", "prefix": "query: ", "max_tokens": 32, "pooling": "cls"}""");
        await using var encoder = Load();

        Assert.Equal(("mine", 32), (encoder.Description.Name, encoder.Description.MaxTokens));
        AssertEmbedding(2, await encoder.EncodeAsync(["hello"], CancellationToken.None));
    }

    [Fact]
    public async Task A_vocabulary_in_tokenizer_json_will_do()
    {
        _export.Pooling("max_tokens");
        _export.Delete("vocab.txt");
        var ids = TinyBert.Vocabulary.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id);
        _export.Write("tokenizer.json", JsonSerializer.SerializeToUtf8Bytes(new
        {
            normalizer = new { type = "BertNormalizer", lowercase = true },
            model = new { type = "WordPiece", vocab = ids },
        }));
        await AssertEmbeddingAsync("Hello world", 6);
    }

    [Fact]
    public async Task A_changed_file_changes_the_fingerprint()
    {
        await using var before = Load();
        _export.Pooling("cls_token");
        await using var after = Load();

        Assert.NotEqual(before.Description.Fingerprint, after.Description.Fingerprint);
    }

    private ITextEncoder Load() => OnnxTextEncoder.Load(new() { Path = _export.Path });

    private async Task AssertEmbeddingAsync(string text, double id)
    {
        await using var encoder = Load();
        AssertEmbedding(id, await encoder.EncodeAsync([text], CancellationToken.None));
    }

    private static void AssertEmbedding(double id, float[] embedding)
    {
        var norm = Math.Sqrt((id * id) + 1);
        Assert.Equal(id / norm, embedding[0], 1e-6);
        Assert.Equal(1 / norm, embedding[1], 1e-6);
        Assert.Equal(0, embedding[2]);
    }
}
