using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Detector.V1;

namespace Detector.Client.Calls;

/// <summary>Cuts a sequence of samples into messages that stay under a number of bytes and of samples.</summary>
internal static class SampleChunks
{
    /// <summary>A sample larger than <paramref name="maxBytes"/> travels alone.</summary>
    /// <param name="samples">The samples, read once.</param>
    /// <param name="maxBytes">Most bytes of a message.</param>
    /// <param name="maxSamples">Most samples of a message.</param>
    /// <param name="maxWait">Longest time a sample waits for others; null to wait until a message is full or the samples end.
    /// With one, an exception of the source passes through after the message that it cut short; without, in its stead.</param>
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
        ExceptionDispatchInfo? error = null;
        List<Sample> chunk = [];
        long bytes = 0, since = 0;
        while (true)
        {
            if (chunk.Count > 0 && maxWait is { } wait && !await source.WaitAsync(wait - clock.GetElapsedTime(since), clock))
            {
                yield return new SampleChunk(chunk, bytes);
                (chunk, bytes) = ([], 0);
            }

            if (!await TryReadAsync())
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

        error?.Throw();

        async Task<bool> TryReadAsync()
        {
            try
            {
                return await source.ReadAsync();
            }
            catch (Exception e) when (maxWait is not null && !cancellationToken.IsCancellationRequested)
            {
                // Live samples that came before it cannot be had again.
                error = ExceptionDispatchInfo.Capture(e);
                return false;
            }
        }
    }
}
