using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Tests.Tokenization;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", "One.|Two!|Three?|Four")]
    [InlineData("He said \"no.\" She left (early.) Done.", "He said \"no.\"|She left (early.)|Done.")]
    [InlineData("Version 2.1 is out.", "Version 2.1 is out.")]
    [InlineData("今日は。元気です！", "今日は。|元気です！")]
    [InlineData("Wait... what?!", "Wait...|what?!")]
    [InlineData("no end", "no end")]
    [InlineData("", "")]
    public void Sentences_end_at_their_marks(string text, string expected)
    {
        Assert.Equal(expected, string.Join('|', SentenceSplitter.Split(text)));
    }
}
