using System.IO.Compression;
using System.Xml.Linq;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class PackageTests(PackedClient packed, RunningService service) : IClassFixture<PackedClient>, IClassFixture<RunningService>
{
    [Theory]
    [InlineData("Detector.Protos")]
    [InlineData("Detector.Client", "Detector.Protos")]
    [InlineData("Detector.Client.Extensions.AI", "Detector.Client")]
    public void A_package_has_what_a_reader_and_a_debugger_need(string id, params string[] ours)
    {
        using var package = Open(id, "nupkg");
        Assert.All((string[])["README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], file => Assert.NotNull(package.GetEntry(file)));
        using var symbols = Open(id, "snupkg");
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));

        using var stream = package.GetEntry($"{id}.nuspec")!.Open();
        var elements = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName);
        Assert.Equal("Apache-2.0", elements["license"].Single().Value);
        Assert.Equal("README.md", elements["readme"].Single().Value);
        Assert.All((string[])["description", "tags"], name => Assert.NotEmpty(elements[name].Single().Value));
        Assert.Equal(
            ours,
            elements["dependency"].Select(element => element.Attribute("id")!.Value).Where(name => name.StartsWith("Detector.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_fresh_program_uses_the_packages_and_its_chat_is_watched()
    {
        var program = await packed.BuildAsync("Chat");
        var outcome = (await new Command("dotnet", program, $"--Detector:Address={service.Process.GrpcAddress.Authority}", "--Monitor=packed", "--Questions=30")
            .RunAsync()).Ended(0);
        Assert.Contains("30 answers acknowledged, 0 dropped.", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Monitor packed has 30 samples.", outcome.Output, StringComparison.Ordinal);
    }

    private ZipArchive Open(string id, string extension) => ZipFile.OpenRead(
        Directory.EnumerateFiles(packed.Packages).Single(path => System.Text.RegularExpressions.Regex.IsMatch(Path.GetFileName(path), $@"^{id}\.\d.*\.{extension}$")));
}
