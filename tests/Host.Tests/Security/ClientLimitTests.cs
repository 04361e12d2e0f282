using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;

namespace Detector.Host.Tests.Security;

public sealed class ClientLimitTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_bucket_lets_its_rate_through_on_average_however_large_the_pieces()
    {
        var bucket = new TokenBucket(10, _clock);
        var taken = 0;
        while (_clock.Elapsed < TimeSpan.FromMinutes(10))
        {
            var piece = taken % 3 == 0 ? 45 : 7;
            var wait = bucket.Take(piece);
            taken += wait == TimeSpan.Zero ? piece : 0;
            _clock.Advance(wait);
        }

        Assert.InRange(taken, 6000 - 45, 6000 + 55);
    }

    [Fact]
    public void A_wait_is_as_long_as_it_must_be()
    {
        var bucket = new TokenBucket(10, _clock);
        Assert.Equal(TimeSpan.Zero, bucket.Take(29));
        Assert.Equal(TimeSpan.FromSeconds(2), bucket.Take(1));
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.NotEqual(TimeSpan.Zero, bucket.Take(1));
        _clock.Advance(TimeSpan.FromSeconds(0.11));
        Assert.Equal(TimeSpan.Zero, bucket.Take(1));
        Assert.Equal(TimeSpan.Zero, bucket.Take(0));
    }

    [Fact]
    public void Clients_are_remembered_up_to_a_bound_and_forgotten_when_they_are_quiet()
    {
        var buckets = new ClientBuckets(1, _clock);
        for (var client = 0; client < ClientBuckets.MostClients; client++)
        {
            Assert.Equal(TimeSpan.Zero, buckets.Take($"{client}", 2));
        }

        Assert.NotEqual(TimeSpan.Zero, buckets.Take("0", 1));
        Assert.Equal(TimeSpan.Zero, buckets.Take("one more", 2));
        Assert.NotEqual(TimeSpan.Zero, buckets.Take("another", 1));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.Zero, buckets.Take("another", 2));
        Assert.Equal(TimeSpan.Zero, buckets.Take("a third", 2));
        Assert.NotEqual(TimeSpan.Zero, buckets.Take("another", 1));
    }

    [Fact]
    public async Task A_stream_is_slowed_down_and_gets_through()
    {
        var limits = new ClientLimits(new LimitsOptions { ClientSamplesPerSecond = 100 }, _clock);
        var caller = new Caller("x", Role.Ingest, default);
        var stream = new PacedReader<ScoreStreamRequest>(new Requests(10), caller, limits);
        while (await stream.MoveNext(default))
        {
        }

        // 500 samples, 100 of them at once; the last message is not waited for.
        Assert.InRange(_clock.Elapsed.TotalSeconds, 3.5, 4.5);
        Assert.Equal(ErrorReason.ClientLimit, Assert.Throws<ServiceException>(() => limits.TakeSamples(caller, 1)).Reason);
    }

    [Fact]
    public void Every_request_with_samples_is_counted()
    {
        var counted = 0;
        foreach (var method in ServedMethods.All.Values)
        {
            var request = (Google.Protobuf.IMessage)Activator.CreateInstance(method.InputType.ClrType)!;
            if (AddSample(request))
            {
                Assert.True(SampleCount.Of(request) == 1, method.FullName);
                counted++;
            }
        }

        Assert.Equal(7, counted);
    }

    [Fact]
    public async Task A_client_over_its_calls_is_told_when_to_come_back_and_others_are_not_held_up()
    {
        using var directory = new TestDirectory();
        var keys = new TestKeys(directory, Role.Read, Role.Admin);
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [keys.Option, "--Limits:ClientRequestsPerSecond=1"]);
        var refusal = await Refusal.ExpectAsync(ErrorReason.ClientLimit, async () =>
        {
            for (var call = 0; call < 100; call++)
            {
                await service.With(keys[Role.Read]).ListAsync();
            }
        });
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
        Assert.Contains("Limits:ClientRequestsPerSecond", refusal.Message, StringComparison.Ordinal);
        await service.With(keys[Role.Admin]).ListAsync();
        await Metrics.WaitAsync(service, "detector_rejected_total{reason=\"CLIENT_LIMIT\"} 1");
        var health = new Grpc.Health.V1.Health.HealthClient(service.Channel);
        for (var call = 0; call < 10; call++)
        {
            await health.CheckAsync(new Grpc.Health.V1.HealthCheckRequest());
        }
    }

    [Fact]
    public async Task A_client_over_its_samples_is_refused_and_without_keys_it_is_known_by_its_address()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Limits:ClientSamplesPerSecond=100"]);
        await service.CreateAsync("r", Texts.Samples(100));
        await service.WatchAsync("m");
        await service.ObserveAsync("m", Texts.Samples(1000));
        var refusal = await Refusal.ExpectAsync(ErrorReason.ClientLimit, () => service.ObserveAsync("m", Texts.Samples(1)));
        Assert.InRange(refusal.RetryAfter!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
        await Refusal.ExpectAsync(ErrorReason.ClientLimit, () => service.ScoreAsync("r", Texts.Samples(20)));
        await service.FindAsync("m");
    }

    // Puts one sample into the request, wherever it takes one.
    private static bool AddSample(Google.Protobuf.IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsRepeated && field.FieldType == Google.Protobuf.Reflection.FieldType.Message && field.MessageType == Sample.Descriptor)
            {
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(new Sample());
                return true;
            }

            if (!field.IsRepeated && field.FieldType == Google.Protobuf.Reflection.FieldType.Message)
            {
                var part = (Google.Protobuf.IMessage)Activator.CreateInstance(field.MessageType.ClrType)!;
                if (field.MessageType.File == message.Descriptor.File && AddSample(part))
                {
                    field.Accessor.SetValue(message, part);
                    return true;
                }
            }
        }

        return false;
    }

    private sealed class Requests(int count) : IAsyncStreamReader<ScoreStreamRequest>
    {
        private int _left = count;

        public ScoreStreamRequest Current { get; } = new() { Samples = { Enumerable.Repeat(new Sample(), 50) } };

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(_left-- > 0);
    }
}
