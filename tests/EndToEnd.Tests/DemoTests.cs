using System.Text.Json;
using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_sees_early_collapse_first_and_writes_every_report()
    {
        var folder = Directory.CreateTempSubdirectory("detector-demo-test-");
        try
        {
            // As in the shell, with the generations up to the first alarms.
            var file = Path.Combine(folder.FullName, "demo.json");
            var outcome = await new Command(Repository.PathOf("detector"), "demo", "--generations", "5", "--json", file).RunAsync();

            Assert.Contains("early collapse", outcome.Ended(0).Output, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            var generations = json.RootElement.GetProperty("generations").EnumerateArray().ToList();
            Assert.Equal(12, generations.Count);
            Assert.All(generations, generation => Assert.Equal(800, generation.GetProperty("againstHealthy").GetProperty("sampleCount").GetInt32()));
            Assert.Equal("VERDICT_HEALTHY", json.RootElement.GetProperty("heldOut").GetProperty("verdict").GetString());
            Assert.Equal(3, json.RootElement.GetProperty("expectations").GetArrayLength());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
