using System.Text.Json;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class GateVerbTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private readonly RunningService _service = fixture.Service;

    [Fact]
    public async Task Healthy_texts_are_accepted()
    {
        var outcome = (await Gate(_service.TextFile("healthy.txt", Texts.Varied(300, 20))).RunAsync()).Ended(0);
        Assert.StartsWith("ACCEPT\n", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collapsed_texts_are_rejected_with_reports_that_say_why()
    {
        var (markdown, json) = (Path.Combine(_service.Folder, "gate.md"), Path.Combine(_service.Folder, "gate.json"));
        var command = Gate(_service.TextFile("collapsed.txt", Texts.Collapsed(300)), "--markdown", markdown, "--json", json);
        var outcome = (await command.RunAsync()).Ended(3);
        Assert.Contains("signature mode collapse: critical", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("| signature mode collapse | critical | none | **reject** |", await File.ReadAllTextAsync(markdown), StringComparison.Ordinal);
        using var root = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        Assert.Equal("reject", root.RootElement.GetProperty("decision").GetString());
        var figures = root.RootElement.GetProperty("criteria").EnumerateArray().SelectMany(c => c.GetProperty("figures").EnumerateArray());
        Assert.Contains(figures, f => f.GetProperty("metric").GetString() == "exact_duplicate_rate" && f.GetProperty("value").GetDouble() > 0.9);
    }

    [Fact]
    public async Task Too_few_texts_are_quarantined_or_fail_as_the_policy_says()
    {
        var file = _service.TextFile("small.txt", Texts.Varied(4, 21));
        (await Gate(file).RunAsync()).Ended(6);
        var policy = _service.TextFile("policy.json", ["""{ "insufficientEvidence": "fail" }"""]);
        (await Gate(file, "--policy", policy).RunAsync()).Ended(4);
    }

    [Fact]
    public async Task A_wrong_policy_ends_with_2_and_names_the_field()
    {
        var policy = _service.TextFile("wrong.json", ["""{ "worstVerdict": "fine" }"""]);
        var outcome = (await Gate(_service.TextFile("any.txt", Texts.Varied(4, 22)), "--policy", policy).RunAsync()).Ended(2);
        Assert.Contains("worstVerdict: 'fine' is none of", outcome.Error, StringComparison.Ordinal);
    }

    private Command Gate(string file, params string[] more) =>
        _service.Cli(["gate", "--reference", ServiceWithReference.Name, "--input", file, .. more]);
}
