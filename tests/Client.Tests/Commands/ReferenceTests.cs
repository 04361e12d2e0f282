using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf;

namespace Detector.Client.Tests.Commands;

public sealed class ReferenceTests
{
    [Fact]
    public async Task Create_sends_the_rows_and_prints_the_reference()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"reference create r --input - --format csv --subset-field label --json --server {service.Address}", "text,label\none,a\ntwo,b\n");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(new Reference { Name = "r", SampleCount = 2 }, JsonParser.Default.Parse<Reference>(run.Output));
        Assert.Equal(["a", "b"], service.Script.Samples.Select(s => s.Subset));
    }

    [Fact]
    public async Task List_prints_every_page_as_one_document()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.References = [.. Enumerable.Range(0, 250).Select(i => new Reference { Name = $"r{i}" })];
        var run = await CommandRun.Of($"reference list --json --server {service.Address}");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(service.Script.References, JsonParser.Default.Parse<ListReferencesResponse>(run.Output).References);
    }

    [Theory]
    [InlineData("list", "No references yet; 'detector reference create' makes one.\n")]
    [InlineData("delete r", "Reference r deleted.\n")]
    [InlineData("delete r --json", "{}\n")]
    public async Task Short_answers_are_one_line(string verb, string output)
    {
        await using var service = await ScriptedService.StartAsync();
        Assert.Equal(new CommandRun(0, output, ""), await CommandRun.Of($"reference {verb} --server {service.Address}"));
    }

    [Fact]
    public async Task Get_prints_the_reference()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"reference get r --server {service.Address}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Reference r\n  samples        0 (0 to fit, 0 for nulls)\n", run.Output);
    }
}
