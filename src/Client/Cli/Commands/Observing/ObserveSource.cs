using System.Globalization;
using System.Runtime.CompilerServices;
using Detector.Cli.Input;
using Detector.Client;
using Detector.V1;

namespace Detector.Cli.Commands.Observing;

/// <summary>The messages of an observe stream, made of an input.</summary>
/// <param name="samples">The input.</param>
/// <param name="options">Sizes of the messages.</param>
/// <param name="kind">How it goes on after what was sent before.</param>
/// <param name="note">Told what people should know about that.</param>
internal sealed class ObserveSource(SampleInput samples, DetectorClientOptions options, ResumeKind kind, Action<string> note)
{
    /// <summary>Samples left out because an earlier run has sent them.</summary>
    public long SkippedSamples { get; private set; }

    /// <summary>The messages after the one with this number.</summary>
    /// <exception cref="InputException">It is not known where that message ends.</exception>
    public IAsyncEnumerable<IReadOnlyList<Sample>> BatchesAfter(long acknowledged) => kind switch
    {
        ResumeKind.SameFiles same => SameFilesAsync(same.StreamId, acknowledged),
        ResumeKind.GrowingFile { Positions: { } positions } => GrowingFileAsync(positions, acknowledged),
        _ => SampleBatches.CutAsync(samples.ReadAsync(), options, options.ChunkWait),
    };

    private async IAsyncEnumerable<IReadOnlyList<Sample>> SameFilesAsync(
        string streamId, long acknowledged, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (acknowledged > 0)
        {
            note(string.Create(
                CultureInfo.InvariantCulture, $"going on after the {acknowledged:N0} messages that stream {streamId} has sent before"));
        }

        long number = 0;
        await foreach (var batch in SampleBatches.CutAsync(samples.ReadAsync(cancellationToken), options, null, cancellationToken))
        {
            if (++number > acknowledged)
            {
                yield return batch;
                continue;
            }

            SkippedSamples += batch.Count;
            samples.Forget(batch.Count);
        }

        if (number < acknowledged)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"stream {streamId} has sent {acknowledged:N0} messages, and this input has {number:N0}: "
                + $"it is another input; give it another --stream-id"));
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<Sample>> GrowingFileAsync(
        ObservePositions positions, long acknowledged, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = positions.SamplesUpTo(acknowledged);
        if (sent > 0)
        {
            note(string.Create(CultureInfo.InvariantCulture, $"going on after the {sent:N0} samples that were sent before"));
        }

        await foreach (var batch in SampleBatches.CutAsync(After(sent, cancellationToken), options, options.ChunkWait, cancellationToken))
        {
            sent += batch.Count;
            positions.Add(++acknowledged, sent, samples.BytesRead, options.InFlightBatches);
            yield return batch;
        }
    }

    private async IAsyncEnumerable<Sample> After(long count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var sample in samples.ReadAsync(cancellationToken))
        {
            if (SkippedSamples < count)
            {
                SkippedSamples++;
                samples.Forget(1);
                continue;
            }

            yield return sample;
        }
    }
}
