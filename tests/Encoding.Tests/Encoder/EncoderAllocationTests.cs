using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Encoder;

/// <summary>Counts what the whole process allocates, so nothing else may run beside it.</summary>
[Collection(nameof(EncoderAllocationTests))]
[CollectionDefinition(nameof(EncoderAllocationTests), DisableParallelization = true)]
public sealed class EncoderAllocationTests
{
    [Fact]
    public async Task Encoding_allocates_little_more_than_the_embeddings()
    {
        await using var encoder = OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });
        string[] texts = [.. Enumerable.Range(0, 2000).Select(i => $"Ship {i} left the harbour at dawn with {i % 7} men and came back at dusk.")];
        var bytes = encoder.Description.Dimension * sizeof(float);
        await encoder.EncodeAsync(texts, CancellationToken.None);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var embeddings = await encoder.EncodeAsync(texts, CancellationToken.None);
        var perText = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)texts.Length;

        Assert.Equal(texts.Length * bytes, embeddings.Length * sizeof(float));
        Assert.InRange(perText, bytes, bytes + 500);
    }
}
