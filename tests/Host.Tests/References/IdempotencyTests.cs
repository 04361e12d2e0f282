using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;

namespace Detector.Host.Tests.References;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task A_repeated_request_returns_the_reference_of_the_first_even_after_a_restart()
    {
        using var directory = new TestDirectory();
        Reference first;
        await using (var service = await TestService.StartAsync(new StubEncoder(), directory))
        {
            first = await service.CreateAsync("r", Texts.Samples(100), "request-1");
            Assert.Equal(first, await service.CreateAsync("r", Texts.Samples(100), "request-1"));
        }

        await using var again = await TestService.StartAsync(new StubEncoder(), directory);
        Assert.Equal(first, await again.CreateAsync("r", Texts.Samples(100), "request-1"));
    }

    [Fact]
    public async Task The_division_into_messages_is_no_part_of_the_request()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        var first = await service.CreateAsync("r", Texts.Samples(100), "request-1");
        var whole = new CreateReferenceRequest { RequestId = "request-1", Header = new ReferenceHeader { Name = "r" }, Samples = { Texts.Samples(100) } };
        Assert.Equal(first, await service.BeginAsync(whole));
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        await service.CreateAsync("r", Texts.Samples(100), "request-1");
        await Refusal.ExpectAsync(ErrorReason.RequestIdReused, () => service.CreateAsync("r", Texts.Samples(100, seed: 2), "request-1"));
        await Refusal.ExpectAsync(ErrorReason.RequestIdReused, () => service.CreateAsync("other", Texts.Samples(100), "request-1"));
        await Refusal.ExpectAsync(
            ErrorReason.RequestIdReused, () => service.CreateAsync("r", Texts.Samples(100), "request-1", header => header.Seed = 5));
        await Refusal.ExpectAsync(ErrorReason.ReferenceExists, () => service.CreateAsync("r", Texts.Samples(100), "request-2"));
    }

    [Fact]
    public async Task A_repetition_that_overtakes_its_first_call_gets_the_same_reference()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(gate.Encoder);
        var first = service.CreateAsync("r", Texts.Samples(100), "request-1");
        await gate.Reached;
        var second = service.CreateAsync("r", Texts.Samples(100), "request-1");
        gate.Open();
        Assert.Equal(await first, await second);
    }

    [Fact]
    public async Task After_a_failed_call_the_same_id_makes_the_reference()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        await Refusal.ExpectAsync(ErrorReason.ReferenceTooSmall, () => service.CreateAsync("r", Texts.Samples(10), "request-1"));
        await service.CreateAsync("r", Texts.Samples(100), "request-1");
    }

    [Fact]
    public async Task A_deleted_reference_can_be_made_again_under_the_same_id()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        await service.CreateAsync("r", Texts.Samples(100), "request-1");
        await service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "r" });
        var again = await service.CreateAsync("r", Texts.Samples(100, seed: 2), "request-1");
        Assert.Equal(again, (await service.References.GetReferenceAsync(new GetReferenceRequest { Name = "r" })).Reference);
    }
}
