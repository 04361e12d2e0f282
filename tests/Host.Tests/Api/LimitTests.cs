using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;

namespace Detector.Host.Tests.Api;

public sealed class LimitTests
{
    [Fact]
    public async Task A_message_over_the_limit_is_refused_in_a_single_call_and_in_a_stream()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Limits:MessageBytes=2000"]);
        var samples = Texts.Samples(100);
        var single = await Refusal.ExpectAsync(ErrorReason.MessageTooLarge, () => service.ScoreAsync("any", samples));
        Assert.Contains("Limits:MessageBytes", single.Message, StringComparison.Ordinal);
        var stream = await Refusal.ExpectAsync(ErrorReason.MessageTooLarge, () => service.CreateAsync("any", samples));
        Assert.Contains("Limits:MessageBytes", stream.Message, StringComparison.Ordinal);
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => service.ScoreAsync("any", samples[..3]));
    }

    [Fact]
    public async Task A_compressed_message_is_as_large_as_what_it_unpacks_to()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Limits:MessageBytes=1000000"]);
        var gzip = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        var refusal = await Refusal.ExpectAsync(ErrorReason.MessageTooLarge, async () => await service.Scoring.ScoreAsync(Request(1_000_001), gzip));
        Assert.Contains("Limits:MessageBytes", refusal.Message, StringComparison.Ordinal);
        using var call = service.References.CreateReference(gzip);
        await Refusal.ExpectAsync(ErrorReason.MessageTooLarge, () => service.SendAsync(
            call, [new CreateReferenceRequest { Header = new ReferenceHeader { Name = "r" }, Samples = { Request(50_000_000).Samples } }]));
        await Refusal.ExpectAsync(ErrorReason.TextTooLong, async () => await service.Scoring.ScoreAsync(Request(999_000), gzip));

        static ScoreRequest Request(int bytes) => new() { Reference = "r", Samples = { new Sample { Text = new string('a', bytes) } } };
    }

    [Fact]
    public async Task A_reference_over_its_limit_is_refused_and_the_option_is_named()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Limits:ReferenceSamples=150"]);
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.ReferenceTooLarge, "samples", () => service.CreateAsync("large", Texts.Samples(151)));
        Assert.Contains("Limits:ReferenceSamples", refusal.Message, StringComparison.Ordinal);
        Assert.Null(refusal.RetryAfter);
        await service.CreateAsync("large", Texts.Samples(150));
    }

    [Fact]
    public async Task A_reference_too_many_is_refused_and_the_option_is_named()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Limits:References=1"]);
        await service.CreateAsync("first", Texts.Samples(100));
        var refusal = await Refusal.ExpectAsync(ErrorReason.TooManyReferences, () => service.CreateAsync("second", Texts.Samples(100)));
        Assert.Contains("Limits:References", refusal.Message, StringComparison.Ordinal);
        await service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "first" });
        await service.CreateAsync("second", Texts.Samples(100));
    }
}
