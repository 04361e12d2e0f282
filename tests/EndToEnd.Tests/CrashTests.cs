using Detector.Client;
using Detector.EndToEnd.Tests.Running;
using Detector.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Detector.EndToEnd.Tests;

public sealed class CrashTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_killed_service_starts_again_with_its_references_and_the_same_report()
    {
        var file = service.TextFile("kept.txt", Texts.Varied(300, 8));
        var batch = service.TextFile("kept-batch.txt", Texts.Varied(100, 9));
        (await service.Cli("reference", "create", "kept", "--input", file).RunAsync()).Ended(0);
        var before = await service.Cli("score", "--reference", "kept", "--input", batch, "--json").RunAsync();

        await service.CrashAndRestartAsync();

        var after = await service.Cli("score", "--reference", "kept", "--input", batch, "--json").RunAsync();
        Assert.NotEmpty(before.Output);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task A_reference_whose_samples_were_still_coming_when_the_service_was_killed_does_not_exist()
    {
        using var channel = GrpcChannel.ForAddress(service.Process.GrpcAddress);
        using var call = new ReferenceService.ReferenceServiceClient(channel).CreateReference();
        await call.RequestStream.WriteAsync(new CreateReferenceRequest { Header = new ReferenceHeader { Name = "half" } });
        await call.RequestStream.WriteAsync(new CreateReferenceRequest { Samples = { Texts.Varied(300, 10).Select(text => new Sample { Text = text }) } });

        await service.CrashAndRestartAsync();

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        using var client = service.Connect();
        var missing = await Assert.ThrowsAsync<DetectorException>(() => client.GetReferenceAsync("half"));
        Assert.Equal(StatusCode.NotFound, missing.Status);
    }
}
