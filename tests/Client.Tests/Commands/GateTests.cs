using System.Text.Json;
using Detector.Client.Tests.Gate;
using Detector.Client.Tests.Service;
using Detector.V1;

namespace Detector.Client.Tests.Commands;

public sealed class GateTests : IDisposable
{
    private const string Rows = "{\"text\":\"one\",\"origin\":\"human\"}\n{\"text\":\"two\",\"made_by\":\"human\"}\n{\"text\":\"three\",\"made_by\":\"human\"}\n{\"text\":\"four\"}\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-gate-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("healthy", "", 0, "ACCEPT")]
    [InlineData("thinned", "", 5, "ACCEPT WITH WEIGHTS")]
    [InlineData("warning", "", 6, "QUARANTINE")]
    [InlineData("insufficient", "", 6, "QUARANTINE")]
    [InlineData("collapsed", "", 3, "REJECT")]
    [InlineData("insufficient", """{"insufficientEvidence":"fail"}""", 4, "INSUFFICIENT EVIDENCE")]
    [InlineData("insufficient", """{"insufficientEvidence":"accept"}""", 0, "ACCEPT")]
    public async Task The_decision_sets_the_exit_code(string report, string policy, int exitCode, string decision)
    {
        await using var service = await StartAsync(report);
        var options = policy.Length > 0 ? $"--policy {Write("policy.json", policy)}" : "";
        var run = await CommandRun.Of($"gate -r r --input - --server {service.Address} {options}", Rows);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"{decision}\n4 samples of - against reference", run.Output);
        Assert.Equal(4, service.Script.Samples.Count);
    }

    [Theory]
    [InlineData("", "25 %")]
    [InlineData("--origin-field made_by", "50 %")]
    [InlineData("--origin-field none", "0 %")]
    public async Task Rows_of_human_origin_are_counted(string options, string share)
    {
        await using var service = await StartAsync("healthy");
        var policy = Write("policy.json", """{"humanData":{"minimumShare":0.6}}""");
        var run = await CommandRun.Of($"gate -r r --input - --server {service.Address} --policy {policy} {options}", Rows);
        Assert.Equal(6, run.ExitCode);
        Assert.Contains($"human data: {share}; allowed at least 60 % → quarantine", run.Output);
    }

    [Fact]
    public async Task A_column_of_a_csv_file_names_the_origin_too()
    {
        await using var service = await StartAsync("healthy");
        var policy = Write("policy.json", """{"humanData":{"minimumShare":0.5}}""");
        var run = await CommandRun.Of($"gate -r r --input - --format csv --server {service.Address} --policy {policy}", "text,origin\na,human\nb,model\n");
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Reports_are_written_besides()
    {
        await using var service = await StartAsync("collapsed");
        var (markdown, json) = (Path.Combine(_folder.FullName, "gate.md"), Path.Combine(_folder.FullName, "gate.json"));
        var run = await CommandRun.Of($"gate -r r --input - --server {service.Address} --markdown {markdown} --json {json}", Rows);
        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith("## Gate: reject\n", await File.ReadAllTextAsync(markdown));
        Assert.Equal("reject", JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement.GetProperty("decision").GetString());
    }

    [Theory]
    [InlineData("--json /no/such/folder/x.json", "--json: the folder '/no/such/folder' is not there.")]
    [InlineData("--markdown /tmp", "--markdown: '/tmp' is no file name.")]
    [InlineData("--policy no-such.json", "no-such.json: the policy cannot be read: ")]
    public async Task A_file_that_cannot_be_ends_with_2_before_anything_is_sent(string options, string error)
    {
        await using var service = await StartAsync("healthy");
        var run = await CommandRun.Of($"gate -r r --input - --server {service.Address} {options}", Rows);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {error}", run.Error);
        Assert.Empty(service.Script.Samples);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_does_not_pass()
    {
        await using var service = await StartAsync("healthy");
        var run = await CommandRun.Of($"gate -r r --input - --server {service.Address} --json /dev/full", Rows);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: --json: /dev/full cannot be written: ", run.Error);
    }

    [Fact]
    public async Task Help_tells_the_exit_codes() =>
        Assert.Contains("5 accept with weights, 6 quarantine, 3 reject", (await CommandRun.Of("gate --help")).Output);

    private static async Task<ScriptedService> StartAsync(string report)
    {
        var service = await ScriptedService.StartAsync();
        service.Script.Report = report switch
        {
            "healthy" => GateReports.Of(Verdict.Healthy),
            "thinned" => GateReports.Thinned(),
            "warning" => GateReports.Of(Verdict.Warning),
            "collapsed" => GateReports.Collapsed(),
            _ => GateReports.Of(Verdict.InsufficientEvidence),
        };
        return service;
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
