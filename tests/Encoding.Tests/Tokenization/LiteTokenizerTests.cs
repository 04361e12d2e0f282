using Detector.Encoding.Tests.Fixtures;
using Detector.Encoding.Tokenization;
using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Tokenization;

public sealed class LiteTokenizerTests
{
    private static readonly LiteTokenizer Tokenizer = new(LiteVocabulary.Read(Path.Combine(TestEncoder.Int8Path, "vocab.json")));

    [Fact]
    public void Tokens_are_those_of_the_peer()
    {
        var different = PeerFixture.Tokens.Where(entry => !Tokenizer.Encode(entry.Text).SequenceEqual(entry.Tokens)).Select(entry => entry.Text);

        Assert.True(PeerFixture.Tokens.Count > 1000);
        Assert.Empty(different);
    }

    [Theory]
    [InlineData("\uD800")]
    [InlineData("\uDC00 low first")]
    [InlineData("a\uD83D")]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF text")]
    public void Invalid_characters_are_unknown_and_do_no_harm(string text)
    {
        Assert.Contains(LiteVocabulary.Unknown, Tokenizer.Encode(text));
    }

    [Fact]
    public void No_text_has_no_tokens()
    {
        Assert.Empty(Tokenizer.Encode(""));
    }

    [Fact]
    public void A_run_of_unknown_symbols_is_one_token()
    {
        Assert.Single(Tokenizer.Encode("\uFFFD\U0001F600\uFFFD"), LiteVocabulary.Unknown);
    }
}
