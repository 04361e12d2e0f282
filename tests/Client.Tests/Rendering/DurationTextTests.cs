using Detector.Cli.Rendering;

namespace Detector.Client.Tests.Rendering;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("7d", 604_800)]
    [InlineData("250ms", 0.25)]
    [InlineData("1m5ms", 60.005)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    public void A_duration_is_read_as_people_write_it(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("5s1m")]
    [InlineData("5m5m")]
    [InlineData("5sm")]
    [InlineData("1..5h")]
    [InlineData("1,5h")]
    [InlineData("1e3s")]
    [InlineData("99999999999999999999d")]
    [InlineData("NaNs")]
    [InlineData("five minutes")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("0s")]
    [InlineData("250ms")]
    [InlineData("30s")]
    [InlineData("1h30m")]
    [InlineData("1d2h3m4s5ms")]
    public void A_duration_is_written_as_it_is_read(string text)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(text, DurationText.Of(duration));
    }
}
