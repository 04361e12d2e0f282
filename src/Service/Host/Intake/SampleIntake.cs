using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Detector.Detection.Samples;
using Detector.Encoding;
using Detector.Host.Telemetry;
using Prometheus;

namespace Detector.Host.Intake;

/// <summary>Encodes the samples of a call while they arrive.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="metrics">Where encoding times go.</param>
/// <param name="clock">Clock of waits.</param>
internal sealed class SampleIntake(ITextEncoder encoder, DetectorMetrics metrics, TimeProvider clock)
{
    // Large enough to sort by length into full model runs, small enough to overlap with the stream.
    private const int SliceSamples = 1024;
    private const int SlicesInFlight = 4;

    /// <summary>Reads all samples and encodes them in slices; at most a few slices wait at a time.</summary>
    /// <param name="parts">The samples as they arrive.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="EncoderQueueFullException">Too much waits to be encoded.</exception>
    public async Task<IntakeBatch> ReadAsync(IAsyncEnumerable<IReadOnlyList<Sample>> parts, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var samples = new List<Sample>();
        var waiting = new List<string>();
        var running = new Queue<Task<float[]>>();
        var encoded = new List<float[]>();
        try
        {
            await foreach (var part in parts.WithCancellation(stop.Token))
            {
                samples.AddRange(part);
                waiting.AddRange(part.Select(sample => sample.Text));
                if (waiting.Count >= SliceSamples)
                {
                    await StartAsync();
                }
            }

            await StartAsync();
            while (running.TryDequeue(out var slice))
            {
                encoded.Add(await slice);
            }
        }
        catch
        {
            await stop.CancelAsync();
            await Task.WhenAll(running).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }

        return new IntakeBatch(samples, new EmbeddingMatrix(Join(encoded), encoder.Description.Dimension));

        async Task StartAsync()
        {
            if (running.Count == SlicesInFlight)
            {
                encoded.Add(await running.Dequeue());
            }

            if (waiting.Count > 0)
            {
                running.Enqueue(EncodeAsync([.. waiting], stop.Token));
                waiting.Clear();
            }
        }
    }

    /// <summary>
    /// Encodes each part on its own, in order, a few ahead of the caller. While the encoder's queue is full it waits, and reads no more.
    /// </summary>
    /// <param name="parts">The samples as they arrive.</param>
    /// <param name="cancellation">Gives the call up.</param>
    public async IAsyncEnumerable<IntakeBatch> EncodeEachAsync(
        IAsyncEnumerable<IReadOnlyList<Sample>> parts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var encoded = Channel.CreateBounded<Task<IntakeBatch>>(SlicesInFlight);
        var reading = ReadPartsAsync();
        try
        {
            await foreach (var batch in encoded.Reader.ReadAllAsync(stop.Token))
            {
                yield return await batch;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        async Task ReadPartsAsync()
        {
            Exception? end = null;
            try
            {
                await foreach (var part in parts.WithCancellation(stop.Token))
                {
                    await encoded.Writer.WriteAsync(EncodePartAsync(part, stop.Token), stop.Token);
                }
            }
            catch (Exception exception)
            {
                end = exception;
            }

            encoded.Writer.Complete(end);
        }
    }

    private async Task<IntakeBatch> EncodePartAsync(IReadOnlyList<Sample> part, CancellationToken cancellation)
    {
        string[] texts = [.. part.Select(sample => sample.Text)];
        while (true)
        {
            try
            {
                var values = texts.Length == 0 ? [] : await EncodeAsync(texts, cancellation);
                return new IntakeBatch(part, new EmbeddingMatrix(values, encoder.Description.Dimension));
            }
            catch (EncoderQueueFullException full)
            {
                await Task.Delay(full.RetryAfter, clock, cancellation);
            }
        }
    }

    private async Task<float[]> EncodeAsync(string[] texts, CancellationToken cancellation)
    {
        using var span = Traces.Source.StartActivity("encode");
        span?.SetTag("detector.samples", texts.Length);
        using (metrics.EncodeSeconds.NewTimer())
        {
            return await encoder.EncodeAsync(texts, cancellation);
        }
    }

    private static float[] Join(List<float[]> slices)
    {
        if (slices.Count == 1)
        {
            return slices[0];
        }

        var joined = new float[slices.Sum(slice => slice.Length)];
        var at = 0;
        foreach (var slice in slices)
        {
            slice.CopyTo(joined, at);
            at += slice.Length;
        }

        return joined;
    }
}
