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
        var batch = await new SampleIntake(encoder, new DetectorMetrics(), TimeProvider.System).ReadAsync(Parts(100), default);
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
        var intake = new SampleIntake(encoder, new DetectorMetrics(), TimeProvider.System);
        await Assert.ThrowsAsync<IOException>(() => intake.ReadAsync(Parts(100), default));
        Assert.Equal(calls - 1, ended);
    }

    [Fact]
    public async Task No_samples_give_an_empty_batch()
    {
        var batch = await new SampleIntake(new StubEncoder(), new DetectorMetrics(), TimeProvider.System).ReadAsync(Array.Empty<IReadOnlyList<Sample>>().ToAsyncEnumerable(), default);
        Assert.Empty(batch.Samples);
        Assert.Equal(0, batch.Embeddings.Count);
    }

    [Fact]
    public async Task Parts_are_encoded_each_on_its_own_in_order_and_only_a_few_ahead()
    {
        int begun = 0, read = 0;
        var encoder = new StubEncoder { Before = _ => Task.FromResult(Interlocked.Increment(ref begun)) };
        var intake = new SampleIntake(encoder, new DetectorMetrics(), TimeProvider.System);
        var parts = Samples.Chunk(100).Prepend([]).ToArray();
        await foreach (var batch in intake.EncodeEachAsync(Read(), default))
        {
            Assert.Equal(parts[read], batch.Samples);
            Assert.Equal(parts[read].Length, batch.Embeddings.Count);
            read++;

            // Four wait, one more is about to, one was taken.
            Assert.InRange(begun - read, -1, 6);
        }

        Assert.Equal(parts.Length, read);

        IAsyncEnumerable<IReadOnlyList<Sample>> Read() => parts.Cast<IReadOnlyList<Sample>>().ToAsyncEnumerable();
    }

    [Fact]
    public async Task A_full_queue_of_the_encoder_is_waited_for()
    {
        var refusals = 3;
        var encoder = new StubEncoder
        {
            Before = _ => Interlocked.Decrement(ref refusals) >= 0
                ? throw new Detector.Encoding.EncoderQueueFullException(10, 5, TimeSpan.FromMilliseconds(1))
                : Task.CompletedTask,
        };
        var intake = new SampleIntake(encoder, new DetectorMetrics(), TimeProvider.System);
        Assert.Equal(Samples, await intake.EncodeEachAsync(Parts(5000), default).SelectMany(batch => batch.Samples).ToArrayAsync());
        Assert.True(refusals < 0);
    }

    [Fact]
    public async Task A_failed_part_and_a_failed_source_end_the_parts()
    {
        var encoder = new StubEncoder { Before = _ => throw new IOException("encoder") };
        var intake = new SampleIntake(encoder, new DetectorMetrics(), TimeProvider.System);
        Assert.Equal("encoder", (await Assert.ThrowsAsync<IOException>(() => intake.EncodeEachAsync(Parts(100), default).CountAsync().AsTask())).Message);
        var working = new SampleIntake(new StubEncoder(), new DetectorMetrics(), TimeProvider.System);
        Assert.Equal("source", (await Assert.ThrowsAsync<IOException>(() => working.EncodeEachAsync(Failing(), default).CountAsync().AsTask())).Message);

        static async IAsyncEnumerable<IReadOnlyList<Sample>> Failing()
        {
            yield return Samples[..10];
            await Task.Yield();
            throw new IOException("source");
        }
    }

    private static IAsyncEnumerable<IReadOnlyList<Sample>> Parts(int size) =>
        Samples.Chunk(size).Cast<IReadOnlyList<Sample>>().ToAsyncEnumerable();
}
