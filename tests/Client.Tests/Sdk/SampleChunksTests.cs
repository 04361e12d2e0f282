using Detector.Client.Calls;

namespace Detector.Client.Tests.Sdk;

public sealed class SampleChunksTests
{
    [Theory]
    [InlineData(10, 1000, 3, "3,3,3,1")]
    [InlineData(10, 36, 100, "3,3,3,1")]
    [InlineData(4, 5, 100, "1,1,1,1")]
    [InlineData(3, 1000, 3, "3")]
    [InlineData(0, 1000, 3, "")]
    public async Task Chunks_stay_under_both_limits(int samples, int maxBytes, int maxSamples, string counts)
    {
        List<SampleChunk> chunks = [];
        await foreach (var chunk in SampleChunks.Cut(Samples.Make(samples), maxBytes, maxSamples, null, TimeProvider.System))
        {
            chunks.Add(chunk);
        }

        Assert.Equal(counts, string.Join(',', chunks.Select(c => c.Samples.Count)));
        Assert.All(chunks, c => Assert.Equal(c.Samples.Sum(s => s.CalculateSize()), c.Bytes));
        Assert.Equal(Enumerable.Range(0, samples), chunks.SelectMany(c => c.Samples).Select(s => int.Parse(s.Text.TrimEnd('.'))));
    }
}
