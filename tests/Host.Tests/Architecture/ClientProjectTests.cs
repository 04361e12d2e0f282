using System.Xml.Linq;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Architecture;

public sealed class ClientProjectTests
{
    [Theory]
    [InlineData("src/Client/Sdk/Detector.Client.csproj", "Detector.Protos")]
    [InlineData("src/Client/Extensions.AI/Detector.Client.Extensions.AI.csproj", "Detector.Client")]
    [InlineData("src/Client/Cli/Detector.Cli.csproj", "Detector.Client")]
    public void A_client_project_references_one_of_ours(string project, string reference) =>
        Assert.Equal([reference], Included(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)));

    [Theory]
    [InlineData("src/Client/Sdk/Detector.Client.csproj")]
    [InlineData("src/Client/Cli/Detector.Cli.csproj")]
    public void Programs_without_chat_clients_do_not_get_their_packages(string project) =>
        Assert.DoesNotContain(Included(project, "PackageReference"), package => package.StartsWith("Microsoft.Extensions.AI", StringComparison.Ordinal));

    private static string[] Included(string project, string element) =>
        [.. XDocument.Load(Repository.PathOf(project)).Descendants(element).Select(reference => reference.Attribute("Include")!.Value)];
}
