using System.Text.Json;
using Detector.Cli;
using Detector.Cli.Lineage.Output;
using Detector.Cli.Rendering;
using Detector.Client.Tests.Rendering;

namespace Detector.Client.Tests.Lineage;

public sealed class LineageOutputTests
{
    [Theory]
    [InlineData("decline", 60)]
    [InlineData("decline", 120)]
    [InlineData("short", 80)]
    [InlineData("gaps", 80)]
    public void A_line_of_generations_is_readable_at_every_width(string name, int width)
    {
        var writer = new StringWriter();
        var io = new CommandIo { Output = writer, Error = TextWriter.Null, Width = width };
        new LineageView(TextConsole.ForOutput(io)).Write(LineageReports.Result(name));
        Assert.All(writer.ToString().Split('\n'), line => Assert.True(line.Length <= width, $"{line.Length} columns: {line}"));
        Snapshot.Matches($"lineage-{name}-{width}.txt", writer.ToString());
    }

    [Theory]
    [InlineData("decline")]
    [InlineData("gaps")]
    public void Markdown_fits_a_job_summary(string name) => Snapshot.Matches($"lineage-{name}.md", LineageMarkdown.Of(LineageReports.Result(name)));

    [Fact]
    public void Json_holds_effects_trends_projections_and_reports()
    {
        var root = JsonDocument.Parse(LineageJson.Of(LineageReports.Result("decline"))).RootElement;
        Assert.Equal(("critical", "critical", 3), (root.GetProperty("verdict").GetString(), root.GetProperty("failOn").GetString(), root.GetProperty("exitCode").GetInt32()));
        Assert.Equal("out/gen_7.jsonl", root.GetProperty("generations")[7].GetProperty("file").GetString());
        var reference = root.GetProperty("comparisons")[0];
        Assert.Equal(("reference", "human"), (reference.GetProperty("against").GetString(), reference.GetProperty("reference").GetString()));
        Assert.Equal(2, reference.GetProperty("firstFailing").GetInt32());
        Assert.Equal(0.71, reference.GetProperty("reports")[7].GetProperty("report").GetProperty("scores")[3].GetProperty("effect").GetDouble());
        var diversity = reference.GetProperty("axes")[0];
        Assert.Equal(("diversity", 4), (diversity.GetProperty("axis").GetString(), diversity.GetProperty("firstWatch").GetInt32()));
        Assert.Equal(JsonValueKind.Null, diversity.GetProperty("firstCritical").ValueKind);
        Assert.Equal("vendi", diversity.GetProperty("generations")[0].GetProperty("metric").GetString());
        Assert.Equal("warning", diversity.GetProperty("trend").GetProperty("crossing").GetProperty("severity").GetString());
        Assert.Equal(JsonValueKind.Null, reference.GetProperty("axes")[3].GetProperty("trend").GetProperty("crossing").ValueKind);
        Assert.Equal("no trend", root.GetProperty("comparisons")[1].GetProperty("axes")[0].GetProperty("trend").GetProperty("kind").GetString());
        Assert.Equal(1, root.GetProperty("comparisons")[2].GetProperty("notPossible")[0].GetProperty("generation").GetInt32());
    }
}
