using Detector.Detection.Samples;
using Detector.Host.Storage.Sql;

namespace Detector.Host.Tests.Storage;

public sealed class SampleFormatTests
{
    [Fact]
    public void Samples_are_read_as_they_were_written()
    {
        Sample[] samples = [new("a"), new("b") { Id = "1", Prompt = "p", Group = "g", Subset = "s", Time = DateTimeOffset.UnixEpoch }];
        Assert.Equal(samples, SampleFormat.Read(SampleFormat.Write(samples)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("02")]
    [InlineData("01FFFFFFFF07")]
    [InlineData("01FFFFFFFF0F")]
    [InlineData("0101FFFFFFFF0F0000000000")]
    [InlineData("010101610100")]
    public void Damaged_bytes_are_refused_and_reserve_nothing(string bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => SampleFormat.Read(Convert.FromHexString(bytes)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
