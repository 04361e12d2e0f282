using System.Runtime.CompilerServices;
using Detector.V1;

namespace Detector.Client.Calls;

/// <summary>Cuts a sequence of samples into messages that stay under a number of bytes and of samples.</summary>
internal static class SampleChunks
{
    /// <summary>A sample larger than <paramref name="maxBytes"/> travels alone.</summary>
    public static async IAsyncEnumerable<SampleChunk> Cut(
        IAsyncEnumerable<Sample> samples,
        int maxBytes,
        int maxSamples,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<Sample> chunk = [];
        long bytes = 0;
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            var size = sample.CalculateSize();
            if (chunk.Count > 0 && (chunk.Count == maxSamples || bytes + size > maxBytes))
            {
                yield return new SampleChunk(chunk, bytes);
                chunk = [];
                bytes = 0;
            }

            chunk.Add(sample);
            bytes += size;
        }

        if (chunk.Count > 0)
        {
            yield return new SampleChunk(chunk, bytes);
        }
    }
}
