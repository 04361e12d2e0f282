namespace Detector.Client.Tests.Sdk;

public sealed class DetectorAddressTests
{
    [Theory]
    [InlineData("localhost:9000", "http://localhost:9000/")]
    [InlineData("localhost", "http://localhost:50051/")]
    [InlineData("localhost:80", "http://localhost/")]
    [InlineData(" 10.0.0.1:7 ", "http://10.0.0.1:7/")]
    [InlineData("[::1]:50051", "http://[::1]:50051/")]
    [InlineData("http://detector", "http://detector/")]
    [InlineData("https://detector.example:443/", "https://detector.example/")]
    public void An_address_is_read_as_people_write_it(string text, string address) =>
        Assert.Equal(address, DetectorAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("ftp://detector")]
    [InlineData("http://detector/path")]
    [InlineData("detector:port")]
    [InlineData("user@detector")]
    public void What_is_no_address_is_refused(string text)
    {
        Assert.False(DetectorAddress.TryParse(text, out _));
        Assert.Throws<FormatException>(() => DetectorAddress.Parse(text));
    }
}
