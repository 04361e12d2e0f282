using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class MonitorEvidenceFormatTests
{
    private static readonly byte[] Whole = Stored();

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        var read = Read(Whole);
        Assert.Equal(Whole, MonitorJudgeTests.Bytes(read));
        Assert.Equal(12, read.LastWindow);
        Assert.Equal(["b"], read.Subsets.Select(subset => subset.Evidence.Key.Name));
    }

    [Fact]
    public void A_state_that_ends_anywhere_too_early_is_refused()
    {
        for (var length = 0; length < Whole.Length; length += 13)
        {
            Assert.Throws<InvalidDataException>(() => Read(Whole[..length]));
        }
    }

    [Theory]
    [InlineData(0, "no stored evidence")]
    [InlineData(4, "version")]
    [InlineData(16, "damaged")]
    [InlineData(47, "damaged")]
    public void A_state_with_a_wrong_byte_says_what_is_wrong(int place, string words)
    {
        var data = (byte[])Whole.Clone();
        data[place] ^= 0x7F;
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => Read(data)).Message, StringComparison.Ordinal);
    }

    private static MonitorEvidence Read(byte[] data)
    {
        using var stream = new MemoryStream(data);
        return MonitorEvidence.Read(stream);
    }

    private static byte[] Stored()
    {
        var options = new EvidenceOptions();
        var state = MonitorEvidence.Start([new("b", 12)], options, 3);
        for (var window = 1; window <= 12; window++)
        {
            state = MonitorJudge.Advance(state, MonitorJudgeTests.Window(window, 0), options).State;
        }

        return MonitorJudgeTests.Bytes(state);
    }
}
