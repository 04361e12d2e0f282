using Detector.Cli.Rendering;

namespace Detector.Client.Tests.Rendering;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-3e-8, "0")]
    [InlineData(0.00039, "3.9e-4")]
    [InlineData(0.0733333, "0.0733")]
    [InlineData(13.9812, "13.98")]
    [InlineData(12345.6, "12,346")]
    [InlineData(2.5e8, "2.5e8")]
    [InlineData(double.NaN, "NaN")]
    public void A_value_is_short(double value, string text) => Assert.Equal(text, Figures.Value(value));

    [Theory]
    [InlineData(0.4123, "41 %")]
    [InlineData(-0.0094, "-0.9 %")]
    [InlineData(-0.00001, "0 %")]
    [InlineData(0.0996, "10 %")]
    [InlineData(35, ">999 %")]
    [InlineData(-35, "<-999 %")]
    public void A_share_is_a_percentage(double share, string text) => Assert.Equal(text, Figures.Share(share));

    [Theory]
    [InlineData(1, "1")]
    [InlineData(0.0499, "0.05")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0009, "<0.001")]
    public void A_probability_is_never_0(double p, string text) => Assert.Equal(text, Figures.Probability(p));

    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("a loss of 35 % of all", 13, "a loss of|35 % of all")]
    [InlineData("unbreakable", 4, "unbr|eaka|ble")]
    [InlineData("", 4, "")]
    public void Lines_break_at_spaces(string text, int width, string lines) => Assert.Equal(lines, string.Join('|', Lines.Wrap(text, width)));

    [Theory]
    [InlineData("a\n\tb\u001b[0m  c", 20, "a b [0m c")]
    [InlineData("0123456789", 6, "01234…")]
    [InlineData("ab😀cd", 4, "ab…")]
    public void Text_of_others_is_one_safe_line(string text, int width, string line) => Assert.Equal(line, PlainText.OneLine(text, width));
}
