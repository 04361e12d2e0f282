using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Encoder.Exports;

/// <summary>One test per defect: the error names the file and the cure.</summary>
public sealed class BrokenEncoderTests : IDisposable
{
    private readonly TinyBert _export = new();

    public void Dispose() => _export.Dispose();

    [Fact]
    public void A_missing_directory()
    {
        var error = Assert.Throws<EncoderLoadException>(() => OnnxTextEncoder.Load(new() { Path = _export.PathOf("absent") }));
        Assert.Equal(_export.PathOf("absent"), error.Path);
        Assert.Contains("make-encoder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_model()
    {
        _export.Delete("onnx/model.onnx");
        AssertRefused("model.onnx", "Export the model");
    }

    [Fact]
    public void A_truncated_model()
    {
        var model = File.ReadAllBytes(_export.PathOf("onnx/model.onnx"));
        _export.Write("onnx/model.onnx", model[..(model.Length / 2)]);
        AssertRefused("onnx/model.onnx", "damaged");
    }

    [Fact]
    public void A_truncated_model_of_the_bundled_encoder()
    {
        var model = File.ReadAllBytes(Path.Combine(TestEncoder.Int8Path, "model.onnx"));
        _export.Write("onnx/model.onnx", model[..(model.Length / 2)]);
        AssertRefused("onnx/model.onnx", "damaged");
    }

    [Theory]
    [InlineData("{", "not valid")]
    [InlineData("[]", "not valid")]
    [InlineData("""{"dimensions": 3}""", "dimensions")]
    [InlineData("""{"pooling": "median"}""", "pooling")]
    [InlineData("""{"max_tokens": 0}""", "max_tokens")]
    public void A_broken_description(string text, string problem)
    {
        _export.Write("encoder.json", text);
        AssertRefused(problem == "max_tokens" ? "" : "encoder.json", problem);
    }

    [Theory]
    [InlineData("vocab.txt", "hello\nworld\n", "[CLS]")]
    [InlineData("vocab.txt", "", "0 tokens")]
    [InlineData("tokenizer_config.json", "oops", "not valid")]
    [InlineData("tokenizer_config.json", """{"tokenizer_class": "RobertaTokenizer"}""", "'RobertaTokenizer' is not supported")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_lasttoken": true}""", "'pooling_mode_lasttoken' is not supported")]
    [InlineData("modules.json", """[{"type": "sentence_transformers.models.Dense", "path": "2_Dense"}]""", "'Dense' is not supported")]
    [InlineData("modules.json", "3", "not valid")]
    [InlineData("modules.json", "null", "not valid")]
    [InlineData("modules.json", "[{}]", "'' is not supported")]
    [InlineData("config.json", """{"model_type": "bert", "model_type": "t5"}""", "not valid")]
    [InlineData("tokenizer_config.json", """{"tokenizer_class": "\ud800"}""", "not valid")]
    public void A_broken_or_unsupported_file(string name, string text, string problem)
    {
        _export.Write(name, text);
        AssertRefused(name, problem);
    }

    [Fact]
    public void A_missing_vocabulary()
    {
        _export.Delete("vocab.txt");
        AssertRefused("vocab.txt", "copy it from the model's repository");
    }

    [Theory]
    [InlineData("""{"model": {"type": "Unigram", "vocab": []}}""", "sentencepiece.bpe.model")]
    [InlineData("""{"version": 1}""", "not readable as a tokenizer")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": 0.5}}}""", "not readable as a tokenizer")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": 999999999}}}""", "not readable as a tokenizer")]
    public void A_tokenizer_json_that_is_no_word_piece(string text, string problem)
    {
        _export.Delete("vocab.txt");
        _export.Write("tokenizer.json", text);
        AssertRefused("tokenizer.json", problem);
    }

    [Fact]
    public void A_sentence_piece_file_that_is_none()
    {
        _export.Write("tokenizer_config.json", """{"tokenizer_class": "XLMRobertaTokenizer"}""");
        AssertRefused("sentencepiece.bpe.model", "is missing");
        _export.Write("sentencepiece.bpe.model", "not a model");
        AssertRefused("sentencepiece.bpe.model", "no SentencePiece model");
    }

    [Fact]
    public void A_configuration_that_is_not_utf8()
    {
        _export.Write("tokenizer_config.json", [.. "{\"tokenizer_class\": \""u8, 0xFF, .. "\"}"u8]);
        AssertRefused("tokenizer_config.json", "not valid");
    }

    [Fact]
    public void A_directory_that_names_no_tokenizer()
    {
        _export.Delete("tokenizer_config.json");
        _export.Delete("config.json");
        AssertRefused("tokenizer_config.json", "set tokenizer in encoder.json");
    }

    [Fact]
    public void No_pooling()
    {
        _export.Delete("1_Pooling/config.json");
        AssertRefused("onnx/model.onnx", "1_Pooling/config.json");
    }

    [Fact]
    public void A_wrong_dimension()
    {
        _export.Write("encoder.json", """{"dimension": 384}""");
        AssertRefused("onnx/model.onnx", "length 3, but encoder.json says 384");
    }

    [Fact]
    public void A_prefix_longer_than_an_input()
    {
        _export.Write("encoder.json", """{"prefix": "hello world hello world hello world", "max_tokens": 4}""");
        AssertRefused("", "Shorten the prefix");
    }

    [Fact]
    public void A_self_check_with_another_outcome()
    {
        _export.Write("self-check.json", """{"texts": ["hello"], "embeddings": [[0, 0, 1]]}""");
        AssertRefused("self-check.json", "use the fp32 encoder");
    }

    [Theory]
    [InlineData("{}", "no JSON array")]
    [InlineData("[]", "empty")]
    [InlineData("[[null,1],[null,1],[null,1],[null,1],[null,1],[null,1],[null,1]]", "empty")]
    [InlineData("[[\"a\"]]", "no JSON array of [piece, score]")]
    public void A_broken_vocabulary_of_the_bundled_tokenizer(string text, string problem)
    {
        _export.Write("encoder.json", """{"tokenizer": "universal-sentence-encoder-lite"}""");
        _export.Write("vocab.json", text);
        AssertRefused("vocab.json", problem);
    }

    [Theory]
    [InlineData(-1, 512, 4096)]
    [InlineData(0, 8, 4096)]
    [InlineData(0, 512, 10)]
    public void Options_out_of_range(int runners, int batchTokens, long queueTokens)
    {
        var options = new EncoderOptions { Path = _export.Path, Runners = runners, BatchTokens = batchTokens, QueueTokens = queueTokens };
        Assert.Throws<ArgumentOutOfRangeException>(() => OnnxTextEncoder.Load(options));
    }

    private void AssertRefused(string file, string problem)
    {
        var error = Assert.Throws<EncoderLoadException>(() => OnnxTextEncoder.Load(new() { Path = _export.Path }));
        Assert.Equal(Path.GetFullPath(file.Length == 0 ? _export.Path : _export.PathOf(file)), Path.GetFullPath(error.Path));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
