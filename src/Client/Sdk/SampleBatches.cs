using System.Runtime.CompilerServices;
using Detector.Client.Calls;
using Detector.V1;

namespace Detector.Client;

/// <summary>Cuts a sequence of samples into messages of an observe stream.</summary>
public static class SampleBatches
{
    /// <summary>Cuts by the options' ChunkSamples and ChunkBytes. Without a wait the cuts depend on the samples alone.</summary>
    /// <param name="samples">The samples, read once.</param>
    /// <param name="options">Their sizes and clock.</param>
    /// <param name="maxWait">Longest time that a sample waits for others, above 0; null to wait until a message is full.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<IReadOnlyList<Sample>> CutAsync(
        IAsyncEnumerable<Sample> samples,
        DetectorClientOptions options,
        TimeSpan? maxWait = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        var chunks = SampleChunks.Cut(samples, options.ChunkBytes, options.ChunkSamples, maxWait, options.TimeProvider, cancellationToken);
        await foreach (var chunk in chunks)
        {
            yield return chunk.Samples;
        }
    }
}
