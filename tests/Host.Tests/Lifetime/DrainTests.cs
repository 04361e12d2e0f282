using System.Net;
using Detector.Host.Errors;
using Detector.Host.Lifetime;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Host.Tests.Lifetime;

public sealed class DrainTests
{
    [Fact]
    public async Task A_running_call_finishes_and_new_ones_are_refused_while_the_service_drains()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(gate.Encoder);
        var running = service.BeginAsync("r", Texts.Samples(100));
        await gate.Reached;
        var stopping = service.StopAsync();
        await DrainingAsync(service);

        await Refusal.ExpectAsync(ErrorReason.Draining, () => service.ScoreAsync("r", Texts.Samples(5)));
        var health = new Health.HealthClient(service.Channel);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await health.CheckAsync(new HealthCheckRequest())).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Http.GetAsync("/readyz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/healthz")).StatusCode);
        Assert.False(stopping.IsCompleted);

        gate.Open();
        Assert.Equal(100, (await running).SampleCount);
        await stopping;
    }

    [Fact]
    public async Task A_call_that_does_not_finish_in_time_is_given_up_clearly()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(gate.Encoder, options: ["--Drain:Seconds=0"]);
        var running = service.BeginAsync("r", Texts.Samples(100));
        await gate.Reached;
        var stopping = service.StopAsync();
        await Refusal.ExpectAsync(ErrorReason.Draining, () => running);
        await gate.GivenUp;
        await stopping;
    }

    [Fact]
    public async Task A_stream_that_waits_for_its_caller_is_given_up_too()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Drain:Seconds=0"]);
        using var call = service.References.CreateReference();
        await call.RequestStream.WriteAsync(new CreateReferenceRequest { Header = new ReferenceHeader { Name = "r" } });
        await service.References.ListReferencesAsync(new ListReferencesRequest());
        var stopping = service.StopAsync();
        await Refusal.ExpectAsync(ErrorReason.Draining, () => call.ResponseAsync);
        await stopping;
    }

    private static async Task DrainingAsync(TestService service)
    {
        var drain = service.Parts.GetRequiredService<Drain>();
        while (!drain.Draining)
        {
            await Task.Yield();
        }
    }
}
