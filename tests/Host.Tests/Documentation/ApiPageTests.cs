using Google.Protobuf.Reflection;

namespace Detector.Host.Tests.Documentation;

public sealed class ApiPageTests
{
    [Fact]
    public async Task The_page_is_that_of_the_protos_and_the_reasons() => WrittenPage.Matches("api.md", ApiPage.Render(await ProtoFiles.ReadAsync()));

    [Fact]
    public async Task The_protos_are_those_that_are_served()
    {
        var served = V1.ReportReflection.Descriptor.Services.Concat(V1.ScoringReflection.Descriptor.Services)
            .Concat(V1.ReferenceReflection.Descriptor.Services).Concat(V1.MonitorReflection.Descriptor.Services)
            .Concat(V1.CurationReflection.Descriptor.Services);
        var read = (await ProtoFiles.ReadAsync()).SelectMany(file => file.Services);
        Assert.Equal(Methods(served), Methods(read));
    }

    private static IEnumerable<string> Methods(IEnumerable<ServiceDescriptor> services) =>
        services.SelectMany(service => service.Methods).Select(method => method.FullName).Order(StringComparer.Ordinal);
}
