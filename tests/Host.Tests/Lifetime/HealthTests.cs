using Detector.Host.Tests.Hosting;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace Detector.Host.Tests.Lifetime;

public sealed class HealthTests
{
    [Theory]
    [InlineData("")]
    [InlineData("detector.v1.ReferenceService")]
    [InlineData("detector.v1.ScoringService")]
    public async Task Every_service_is_serving(string name)
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        var health = new Health.HealthClient(service.Channel);
        var response = await health.CheckAsync(new HealthCheckRequest { Service = name });
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, response.Status);
        Assert.Equal("live", await service.Http.GetStringAsync("/healthz"));
        Assert.Equal("Healthy", await service.Http.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task Reflection_lists_the_services_and_describes_them()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        using var call = new ServerReflection.ServerReflectionClient(service.Channel).ServerReflectionInfo();
        var names = (await AskAsync(new ServerReflectionRequest { ListServices = "" })).ListServicesResponse.Service.Select(entry => entry.Name);
        Assert.Superset(
            new HashSet<string> { "detector.v1.ReferenceService", "detector.v1.ScoringService", "grpc.health.v1.Health" }, names.ToHashSet());
        var files = (await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "detector.v1.ScoringService" })).FileDescriptorResponse;
        var file = FileDescriptorProto.Parser.ParseFrom(files.FileDescriptorProto[0]);
        Assert.Equal(["Score", "ScoreStream"], file.Service.Single().Method.Select(method => method.Name));
        await call.RequestStream.CompleteAsync();

        async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
        {
            await call.RequestStream.WriteAsync(request);
            Assert.True(await call.ResponseStream.MoveNext(default));
            return call.ResponseStream.Current;
        }
    }
}
