using System.Text.Json;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

/// <summary><c>detector mix</c> against the real service, with small mixtures, which are quick.</summary>
public sealed class MixVerbTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private readonly RunningService _service = fixture.Service;

    private string Healthy => _service.TextFile("healthy.txt", Texts.Varied(300, 41));

    private string Human => _service.TextFile("human.txt", Texts.Varied(400, 40));

    [Fact]
    public async Task Healthy_texts_need_no_human_data()
    {
        var outcome = (await Mix(_service.TextFile("accepted.txt", Texts.Varied(300, 20)), Human, "--samples", "300").RunAsync()).Ended(0);
        Assert.StartsWith("The data passes as it is: no human data is needed\n", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("0 % +20 of 20 ", outcome.Output);
    }

    [Fact]
    public async Task What_the_policy_asks_for_is_found_and_counted_for_the_whole_data_set()
    {
        var policy = _service.TextFile("human.json", ["""{ "insufficientEvidence": "accept", "humanData": { "minimumShare": 0.25 } }"""]);
        var outcome = (await Mix(Healthy, Human, "--policy", policy, "--samples", "64", "--json").RunAsync()).Ended(0);
        using var json = JsonDocument.Parse(outcome.Output);
        var share = json.RootElement.GetProperty("share").GetDouble();
        Assert.InRange(share, 0.25, 0.35);
        Assert.Equal(Math.Ceiling(300 * share / (1 - share)), json.RootElement.GetProperty("samplesToAdd").GetDouble());
        var curve = json.RootElement.GetProperty("curve").EnumerateArray().ToList();
        Assert.All(curve.Where(point => point.GetProperty("share").GetDouble() < 0.25), point =>
        {
            Assert.Equal(0, point.GetProperty("accepted").GetInt32());
            Assert.Equal("human data", point.GetProperty("failsOn").GetString());
        });
        Assert.InRange(curve.Single(point => point.GetProperty("share").GetDouble() == share).GetProperty("accepted").GetInt32(), 18, 20);
    }

    [Fact]
    public async Task Where_no_share_passes_the_exit_code_is_3()
    {
        var collapsed = _service.TextFile("collapsed.txt", Texts.Collapsed(300));
        var outcome = (await Mix(collapsed, collapsed, "--samples", "64").RunAsync()).Ended(3);
        Assert.StartsWith("No mixture passes", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_reference_a_missing_file_and_a_wrong_policy_are_named()
    {
        var file = _service.TextFile("any.txt", Texts.Varied(100, 43));
        var unknown = (await _service.Cli("mix", "--reference", "no-such", "--input", file, "--human", Human).RunAsync()).Ended(1);
        Assert.StartsWith("error: There is no reference 'no-such'.\n", unknown.Error, StringComparison.Ordinal);
        Assert.Equal("error: /none.txt: no such file\n", (await Mix(file, "/none.txt").RunAsync()).Ended(1).Error);
        var policy = _service.TextFile("policy.json", ["""{ "worstVerdict": "fine" }"""]);
        Assert.Contains("worstVerdict: 'fine' is none of", (await Mix(file, Human, "--policy", policy).RunAsync()).Ended(2).Error, StringComparison.Ordinal);
    }

    private Command Mix(string file, string human, params string[] more) =>
        _service.Cli(["mix", "--reference", ServiceWithReference.Name, "--input", file, "--human", human, .. more]);
}
