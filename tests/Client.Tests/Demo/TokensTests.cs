using Detector.Cli.Demo.Language;

namespace Detector.Client.Tests.Demo;

public sealed class TokensTests
{
    [Theory]
    [InlineData("The sum of $3,000.50 can't wait; so-called (foreign) debts, 12%.", "The|sum|of|$|3,000.50|can't|wait|;|so-called|(|foreign|)|debts|,|12|%|.")]
    [InlineData("U.S. and\tthe\n world", "U.S|.|and|the|world")]
    [InlineData("  ", "")]
    [InlineData("-a-", "-|a|-")]
    public void A_text_is_split_into_words_and_marks(string text, string tokens) =>
        Assert.Equal(tokens, string.Join('|', Tokens.Split(text)));

    [Theory]
    [InlineData("The sum of $3,000.50 can't wait; so-called (foreign) debts, 12%.")]
    [InlineData("Shall we yield? No! We shall not: never.")]
    public void Splitting_and_joining_gives_the_text_back(string text) => Assert.Equal(text, Tokens.Join(Tokens.Split(text)));
}
