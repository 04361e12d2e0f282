using System.Text.Json;
using Detector.Cli;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Gate.Output;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;
using Detector.Client.Tests.Rendering;
using Detector.V1;

namespace Detector.Client.Tests.Gate;

public sealed class GateOutputTests
{
    private static readonly GatePolicy Policy = new() { HumanData = new HumanDataLimit { MinimumShare = 0.5 } };

    private static readonly GateSource Source = new(["data/synthetic_1.jsonl"], 1000, 100, 3);

    [Theory]
    [InlineData("reject", 80)]
    [InlineData("reject", 60)]
    [InlineData("weights", 80)]
    [InlineData("weights", 60)]
    [InlineData("accept", 80)]
    public void An_outcome_is_readable_at_every_width(string name, int width)
    {
        var writer = new StringWriter();
        new GateView(TextConsole.ForOutput(new CommandIo { Output = writer, Error = TextWriter.Null, Width = width })).Write(Outcome(name), Source);
        Assert.All(writer.ToString().Split('\n'), line => Assert.True(line.Length <= width, $"{line.Length} columns: {line}"));
        Snapshot.Matches($"gate-{name}-{width}.txt", writer.ToString());
    }

    [Theory]
    [InlineData("reject")]
    [InlineData("weights")]
    public void Markdown_fits_a_job_summary(string name) => Snapshot.Matches($"gate-{name}.md", GateMarkdown.Of(Outcome(name), Source));

    [Fact]
    public void Json_holds_decision_criteria_weights_policy_and_report()
    {
        var root = JsonDocument.Parse(GateJson.Of(Outcome("reject"), Source, Policy)).RootElement;
        Assert.Equal(("reject", 3, 100, 3), (Text("decision"), Number("exitCode"), Number("humanSamples"), Number("badRows")));
        var criterion = root.GetProperty("criteria")[1];
        Assert.Equal("signature mode collapse", criterion.GetProperty("name").GetString());
        Assert.Equal(0.9, criterion.GetProperty("figures")[0].GetProperty("healthyLow").GetDouble());
        var lost = root.GetProperty("weights").GetProperty("subsets")[0];
        Assert.Equal(("school|war", JsonValueKind.Null), (lost.GetProperty("subset").GetString(), lost.GetProperty("weight").ValueKind));
        Assert.Equal("quarantine", root.GetProperty("policy").GetProperty("insufficientEvidence").GetString());
        Assert.Equal("VERDICT_CRITICAL", root.GetProperty("report").GetProperty("verdict").GetString());

        string? Text(string field) => root.GetProperty(field).GetString();
        int Number(string field) => root.GetProperty(field).GetInt32();
    }

    [Fact]
    public void A_region_has_its_weight_and_its_exemplars_in_the_json()
    {
        var root = JsonDocument.Parse(GateJson.Of(Outcome("weights"), Source, Policy)).RootElement;
        var region = root.GetProperty("weights").GetProperty("regions")[0];
        Assert.Equal((4, 0.5), (region.GetProperty("cell").GetInt32(), region.GetProperty("weight").GetDouble()));
        Assert.Equal("an <old> | treaty", region.GetProperty("exemplars")[0].GetString());
    }

    private static GateOutcome Outcome(string name) => name switch
    {
        "reject" => new GateRules(Policy).Decide(GateReports.Collapsed(), 0.1),
        "weights" => new GateRules(new GatePolicy()).Decide(Unbalanced(), 0),
        _ => new GateRules(new GatePolicy()).Decide(GateReports.Of(Verdict.Healthy), 0),
    };

    private static Report Unbalanced()
    {
        var report = GateReports.Thinned();
        report.OverfullRegions.Add(GateReports.Sharpened().OverfullRegions);
        return report;
    }
}
