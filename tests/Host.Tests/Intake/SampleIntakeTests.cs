using Detector.Detection.Samples;
using Detector.Host.Intake;
using Detector.Host.Telemetry;
using Detector.Host.Tests.Hosting;

namespace Detector.Host.Tests.Intake;

public sealed class SampleIntakeTests
{
    private static readonly Sample[] Samples = [.. Enumerable.Range(0, 10_000).Select(i => new Sample($"Text number {i}."))];

    [Fact]
    public async Task Rows_keep_the_order_of_samples_although_slices_end_in_any_order()
    {
        var secondStarted = new TaskCompletionSource();
        var calls = 0;
        var encoder = new StubEncoder
        {
            Before = async _ =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    await secondStarted.Task;
                }
                else
                {
                    secondStarted.TrySetResult();
                }
            },
        };
        var batch = await new SampleIntake(encoder, new DetectorMetrics()).ReadAsync(Parts(100), default);
        Assert.Equal(Samples, batch.Samples);
        Assert.Equal(await new StubEncoder().EncodeAsync([.. Samples.Select(sample => sample.Text)], default), batch.Embeddings.Values.ToArray());
        Assert.InRange(calls, 2, 10);
    }

    [Fact]
    public async Task A_failed_slice_ends_the_others_and_its_error_is_told()
    {
        var calls = 0;
        var ended = 0;
        var encoder = new StubEncoder
        {
            Before = async cancellation =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    throw new IOException("first");
                }

                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                }
                finally
                {
                    Interlocked.Increment(ref ended);
                }
            },
        };
        var intake = new SampleIntake(encoder, new DetectorMetrics());
        await Assert.ThrowsAsync<IOException>(() => intake.ReadAsync(Parts(100), default));
        Assert.Equal(calls - 1, ended);
    }

    [Fact]
    public async Task No_samples_give_an_empty_batch()
    {
        var batch = await new SampleIntake(new StubEncoder(), new DetectorMetrics()).ReadAsync(Array.Empty<IReadOnlyList<Sample>>().ToAsyncEnumerable(), default);
        Assert.Empty(batch.Samples);
        Assert.Equal(0, batch.Embeddings.Count);
    }

    private static IAsyncEnumerable<IReadOnlyList<Sample>> Parts(int size) =>
        Samples.Chunk(size).Cast<IReadOnlyList<Sample>>().ToAsyncEnumerable();
}
