using System.Runtime.CompilerServices;
using Detector.Cli.Input;
using Detector.Client;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary>Reads samples that are not sent as they come: with a progress bar, and without memory of where each came from.</summary>
internal static class CountedRead
{
    private const int ReportEvery = 512;

    /// <summary>Reads an input to its end and says what was odd about it.</summary>
    /// <param name="io">Where to draw and to write.</param>
    /// <param name="samples">The input.</param>
    /// <param name="reading">What is done with the samples, in words.</param>
    /// <param name="take">Takes them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<T> RunAsync<T>(
        CommandIo io, SampleInput samples, string reading, Func<IAsyncEnumerable<Sample>, ValueTask<T>> take, CancellationToken cancellationToken)
    {
        var result = await new Upload(io, samples, reading, reading).RunAsync(
            async progress => await take(ReadAsync(samples, progress, cancellationToken)));
        InputNotes.Write(io, samples);
        return result;
    }

    private static async IAsyncEnumerable<Sample> ReadAsync(
        SampleInput samples, IProgress<SendProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var sample in samples.ReadAsync(cancellationToken))
        {
            samples.Forget(1);
            if (samples.Count % ReportEvery == 0)
            {
                progress?.Report(new SendProgress(samples.Count, samples.BytesRead, AllSent: false));
            }

            yield return sample;
        }
    }
}
