using Detector.Encoding.Encoder;
using Detector.Encoding.Tests.Batching;

namespace Detector.Encoding.Tests.Encoder;

public sealed class TextChunkerTests
{
    private static readonly LetterTokenizer Letters = new() { Leading = ['<'], Trailing = ['>'] };

    [Fact]
    public void A_text_that_fits_is_one_input()
    {
        Assert.Equal(["<12345678>"], Chunk("12345678", 10));
    }

    [Fact]
    public void A_longer_text_is_cut_at_sentence_ends()
    {
        Assert.Equal(["<One.Two.>", "<Three.>", "<Four.>"], Chunk("One. Two. Three. Four.", 10));
    }

    [Fact]
    public void A_sentence_that_is_too_long_is_cut_where_it_must_be()
    {
        Assert.Equal(["<Hi.>", "<abcdefgh>", "<ij.Yes.>"], Chunk("Hi. abcdefghij. Yes.", 10));
    }

    [Fact]
    public void The_prefix_goes_before_each_input()
    {
        Assert.Equal(["<q:abcd>"], Chunk("abcd", 10, "q: "));
        Assert.Equal(["<q:abcd.>", "<q:efgh.>"], Chunk("abcd. efgh.", 10, "q: "));
    }

    [Fact]
    public void Weights_count_the_tokens_of_the_text_alone()
    {
        var texts = new TextChunker(Letters, "", 10).Chunk("One. Two. Three. Four.");

        Assert.Equal([8, 6, 5], Enumerable.Range(0, texts.Inputs).Select(texts.WeightOf));
    }

    [Fact]
    public void Texts_stay_apart_in_their_list()
    {
        var chunker = new TextChunker(Letters, "", 10);
        var texts = new TokenizedTexts();

        chunker.Append("12", texts);
        chunker.Append("One. Two. Three.", texts);
        chunker.Append("", texts);

        Assert.Equal([(0, 1), (1, 3), (3, 4)], Enumerable.Range(0, texts.Texts).Select(texts.InputsOf));
        Assert.Equal(["<12>", "<One.Two.>", "<Three.>", "<>"], InputsOf(texts));
        Assert.Equal([4, 10, 8, 2], Enumerable.Range(0, texts.Inputs).Select(texts.LengthOf));
    }

    [Fact]
    public void A_prefix_that_leaves_no_room_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TextChunker(Letters, "a long prefix", 10));
        Assert.Contains("prefix", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Chunk(string text, int maxTokens, string prefix = "") =>
        InputsOf(new TextChunker(Letters, prefix, maxTokens).Chunk(text));

    private static IEnumerable<string> InputsOf(TokenizedTexts texts) =>
        Enumerable.Range(0, texts.Inputs).Select(input => string.Concat(texts.TokensOf(input).ToArray().Select(token => (char)token)));
}
