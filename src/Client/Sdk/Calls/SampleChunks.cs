using System.Runtime.CompilerServices;
using Detector.V1;

namespace Detector.Client.Calls;

/// <summary>Cuts a sequence of samples into messages that stay under a number of bytes and of samples.</summary>
internal static class SampleChunks
{
    /// <summary>A sample larger than <paramref name="maxBytes"/> travels alone.</summary>
    /// <param name="samples">The samples, read once.</param>
    /// <param name="maxBytes">Most bytes of a message.</param>
    /// <param name="maxSamples">Most samples of a message.</param>
    /// <param name="maxWait">Longest time a sample waits for others; null to wait until a message is full or the samples end.</param>
    /// <param name="clock">Clock of that time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<SampleChunk> Cut(
        IAsyncEnumerable<Sample> samples,
        int maxBytes,
        int maxSamples,
        TimeSpan? maxWait,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var source = new PendingReads<Sample>(samples, cancellationToken);
        List<Sample> chunk = [];
        long bytes = 0, since = 0;
        while (true)
        {
            if (chunk.Count > 0 && maxWait is { } wait && !await source.WaitAsync(wait - clock.GetElapsedTime(since), clock))
            {
                yield return new SampleChunk(chunk, bytes);
                (chunk, bytes) = ([], 0);
            }

            if (!await source.ReadAsync())
            {
                break;
            }

            var size = source.Current.CalculateSize();
            if (chunk.Count > 0 && (chunk.Count == maxSamples || bytes + size > maxBytes))
            {
                yield return new SampleChunk(chunk, bytes);
                (chunk, bytes) = ([], 0);
            }

            since = chunk.Count == 0 ? clock.GetTimestamp() : since;
            chunk.Add(source.Current);
            bytes += size;
        }

        if (chunk.Count > 0)
        {
            yield return new SampleChunk(chunk, bytes);
        }
    }
}
