using Detector.Encoding.Encoder;
using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Tests.Encoder.Exports;

public sealed class SentencePieceExportTests : IDisposable
{
    private readonly TinyBert _export = new();

    public void Dispose() => _export.Dispose();

    [Fact]
    public void An_xlm_roberta_model_gets_the_ids_of_fairseq()
    {
        _export.Write("tokenizer_config.json", """{"tokenizer_class": "XLMRobertaTokenizerFast"}""");
        _export.Write("sentencepiece.bpe.model", TinySentencePiece.XlmRoberta());

        var tokenizer = EncoderLayout.Read(_export.Path).Tokenizer;

        Assert.Equal("0 | 2 | 1", Special(tokenizer));
        Assert.Equal([4, 5], tokenizer.Encode("hello world"));
        Assert.Equal([6, 3], tokenizer.Encode("z"));
    }

    [Fact]
    public void A_t5_model_keeps_the_ids_of_its_file()
    {
        _export.Write("tokenizer_config.json", """{"tokenizer_class": "T5Tokenizer"}""");
        _export.Write("spiece.model", TinySentencePiece.T5());

        var tokenizer = EncoderLayout.Read(_export.Path).Tokenizer;

        Assert.Equal(" | 1 | 0", Special(tokenizer));
        Assert.Equal([3, 4], tokenizer.Encode("hello world"));
        Assert.Equal([5, 2], tokenizer.Encode("z"));
    }

    [Fact]
    public async Task A_sentence_piece_export_encodes()
    {
        _export.Pooling("max_tokens");
        _export.Write("tokenizer_config.json", """{"tokenizer_class": "XLMRobertaTokenizer"}""");
        _export.Write("sentencepiece.bpe.model", TinySentencePiece.XlmRoberta());
        await using var encoder = OnnxTextEncoder.Load(new() { Path = _export.Path });

        var embedding = await encoder.EncodeAsync(["hello world\n"], CancellationToken.None);

        Assert.Equal(5 / Math.Sqrt(26), embedding[0], 1e-6);
    }

    [Fact]
    public void Two_positions_of_xlm_roberta_are_reserved()
    {
        _export.Delete("sentence_bert_config.json");
        _export.Write("config.json", """{"model_type": "xlm-roberta", "max_position_embeddings": 64}""");
        _export.Write("tokenizer_config.json", """{"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": 1e30}""");
        _export.Write("sentencepiece.bpe.model", TinySentencePiece.XlmRoberta());

        Assert.Equal(62, EncoderLayout.Read(_export.Path).MaxTokens);
    }

    private static string Special(ITokenizer tokenizer) =>
        $"{string.Join(' ', tokenizer.Leading)} | {string.Join(' ', tokenizer.Trailing)} | {tokenizer.Padding}";
}
