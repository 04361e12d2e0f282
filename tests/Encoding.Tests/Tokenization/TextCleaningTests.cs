using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Tests.Tokenization;

public sealed class TextCleaningTests
{
    [Theory]
    [InlineData("  a\t\nb  c\r\n", "a b c")]
    [InlineData("a\u00A0\u3000b", "a b")]
    [InlineData(" \n ", "")]
    [InlineData("plain text", "plain text")]
    [InlineData("line\nbreak", "line break")]
    public void White_space_collapses(string text, string expected)
    {
        Assert.Equal(expected, TextCleaning.CollapseWhiteSpace(text));
    }

    [Fact]
    public void Pairs_of_surrogates_stay_and_lone_ones_are_replaced()
    {
        Assert.Equal("\U0001F600\uFFFD\uFFFDx", TextCleaning.ReplaceInvalid("\U0001F600\uD83D\uDE00x"[..2] + "\uDE00\uD83Dx"));
    }
}
