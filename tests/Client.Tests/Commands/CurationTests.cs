using System.Text.Json;
using Detector.Cli;
using Detector.Cli.Curation;
using Detector.Cli.Rendering;
using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf;

namespace Detector.Client.Tests.Commands;

public sealed class CurationTests : IDisposable
{
    private const string Rows =
        "{\"text\":\"one\",\"id\":\"a\",\"weight\":9,\"extra\":{\"deep\":[1,\"é\"]}}\n\n{\"text\":\"drop it\"}\n{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"rare one\"}]}\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-curation-");

    private string Output => Path.Combine(_folder.FullName, "kept.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Kept_rows_are_written_as_they_were_with_their_weight()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"curate -r r --input - --output {Output} --server {service.Address}", Rows);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                "{\"text\":\"one\",\"id\":\"a\",\"extra\":{\"deep\":[1,\"é\"]},\"weight\":0.25}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"rare one\"}],\"weight\":1}",
            ],
            await File.ReadAllLinesAsync(Output));
        Assert.Equal(
            $"2 of 3 candidates kept\n  • loop: 1 dropped\n  • 2 regions: 0 empty, 1 over-full (weights 0.25 to 0.25), 0 thin\n",
            run.Output[..run.Output.IndexOf("2 rows", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Rows_of_other_formats_become_json()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of(
            $"curate -r r --input - --format csv --output - --weight-field w --server {service.Address}", "text,subset\n\"a \"\"b\"\"\",x\ndrop,y\n");
        Assert.Equal((0, "{\"text\":\"a \\\"b\\\"\",\"subset\":\"x\",\"w\":0.25}\n"), (run.ExitCode, run.Output));
        Assert.StartsWith("1 of 2 candidates kept\n", run.Error);
    }

    [Fact]
    public async Task Selected_rows_are_written_without_weights()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"curate -r r --input - --format text --output {Output} --select 2 --server {service.Address}", "a\ndrop\nb\nc\n");
        Assert.Equal(["{\"text\":\"a\"}", "{\"text\":\"b\"}"], await File.ReadAllLinesAsync(Output));
        Assert.Contains("2 rows written to", run.Output);
        Assert.EndsWith("of the reference\n", run.Output);
        run = await CommandRun.Of($"curate -r r --input - --format text --output {Output} --select 9 --server {service.Address}", "a\ndrop\nb\nc\n");
        Assert.EndsWith(": all that were kept; 9 were asked for\n", Joined(run.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_selected_than_were_kept_are_not_called_all()
    {
        using var text = new StringWriter();
        var console = TextConsole.ForOutput(new CommandIo { Output = text, Error = text, Width = 200 });
        new CurationView(console).Write(new CurationSummary { Candidates = 90, Kept = 80 }, written: 32, "o.jsonl", select: 50);
        Assert.EndsWith(
            "32 rows written to o.jsonl, selected for coverage of the reference; more of the 50 asked for would crowd its regions\n",
            text.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_name_what_a_candidate_repeats()
    {
        await using var service = await ScriptedService.StartAsync();
        var decisions = Path.Combine(_folder.FullName, "decisions.jsonl");
        await CommandRun.Of($"curate -r r --input - --output {Output} --decisions {decisions} --server {service.Address}", Rows);
        var lines = await File.ReadAllLinesAsync(decisions);
        Assert.Equal(3, lines.Length);
        Assert.Equal(
            "{\"index\":1,\"place\":\"standard input, line 3\",\"action\":\"drop\",\"reasons\":[\"loop\",\"exact duplicate\"],\"repeats\":0,\"repeatsPlace\":\"standard input, line 1\",\"cell\":1}",
            lines[1]);
    }

    [Fact]
    public async Task Json_is_the_summary_and_nothing_else()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"curate -r r --input - --output {Output} --json --server {service.Address}", Rows);
        Assert.Equal(2, JsonParser.Default.Parse<CurationSummary>(run.Output).Kept);
    }

    [Theory]
    [InlineData("curate -r r --input x --output - --json", "--json: standard output is taken by --output -.")]
    [InlineData("curate -r r --input x --output o --select 0", "--select: 0 is not 1 to 100000.")]
    [InlineData("curate -r r --input x --output /none/o", "--output: the folder '/none' is not there.")]
    [InlineData("curate -r r --input x --output o --decisions /none/o", "--decisions: the folder '/none' is not there.")]
    [InlineData("seeds -r r --input x --per-deficit 101", "--per-deficit: 101 is not 0 to 100.")]
    [InlineData("seeds -r r --input x --output - --json", "--json: standard output is taken by --output -.")]
    [InlineData("mix -r r --input x --human y --samples 10", "--samples: 10 is not 64 to 8192.")]
    [InlineData("mix -r r --input - --human -", "--human: standard input (-) can be read only once.")]
    public async Task Wrong_usage_ends_with_2_and_names_the_option(string command, string error)
    {
        var run = await CommandRun.Of(command);
        Assert.Equal((2, $"error: {error}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Seeds_are_shown_and_written_with_texts_looked_up_by_id()
    {
        await using var service = await StartWithSeedsAsync();
        var texts = Path.Combine(_folder.FullName, "texts.jsonl");
        await File.WriteAllTextAsync(texts, "{\"text\":\"the first\",\"id\":\"s1\"}\n{\"text\":\"another\",\"id\":\"s2\"}\n");
        var run = await CommandRun.Of($"seeds -r r --input - --output {Output} --texts {texts} --server {service.Address}", Rows);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("3 samples lack 1 label and 1 region; 12 more samples would make them up\n", run.Output);
        Assert.Contains("\n      the first\n", run.Output);
        Assert.Equal(
            [
                "{\"text\":\"the first\",\"id\":\"s1\",\"subset\":\"a\",\"deficit\":\"a\",\"rank\":1,\"needed\":12,\"distance\":0.25}",
                "{\"id\":\"s9\",\"deficit\":\"region 4\",\"rank\":2,\"needed\":3,\"distance\":0.5}",
            ],
            await File.ReadAllLinesAsync(Output));
        var piped = await CommandRun.Of($"seeds -r r --input - --output - --server {service.Address}", Rows);
        Assert.Equal(2, piped.Output.TrimEnd().Split('\n').Length);
        Assert.StartsWith("3 samples lack", piped.Error);
    }

    [Fact]
    public async Task Odd_rows_among_the_texts_are_told()
    {
        await using var service = await StartWithSeedsAsync();
        var texts = Path.Combine(_folder.FullName, "texts.jsonl");
        await File.WriteAllTextAsync(texts, "{\"text\":1}\n{\"text\":\"the first\",\"id\":\"s1\"}\n");
        var run = await CommandRun.Of($"seeds -r r --input - --skip-bad-rows --texts {texts} --server {service.Address}", Rows);
        Assert.Equal((0, $"1 bad row skipped; the first: {texts}, line 1: field 'text' is a number; a string is needed\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Nothing_missing_is_said()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Seeds = new SuggestSeedsResponse { Report = new Report { SampleCount = 3 } };
        var run = await CommandRun.Of($"seeds -r r --input - --server {service.Address}", Rows);
        Assert.Equal((0, "3 samples: no region and no label is significantly thin\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Too_few_samples_to_tell_are_not_said_to_lack_nothing()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Seeds = new SuggestSeedsResponse { Report = new Report { SampleCount = 3, Verdict = Verdict.InsufficientEvidence } };
        var run = await CommandRun.Of($"seeds -r r --input - --server {service.Address}", Rows);
        Assert.Equal((0, "3 samples are too few to say what they lack\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_mixture_that_passes_as_it_is_needs_no_human_data()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await MixAsync(service, "");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("The data passes as it is: no human data is needed\n", run.Output);
    }

    [Fact]
    public async Task Where_nothing_passes_the_exit_code_is_3_and_the_curve_says_on_what()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Report = new Report { Verdict = Verdict.Critical };
        var run = await MixAsync(service, "--json");
        Assert.Equal(3, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("share").ValueKind);
        var curve = json.RootElement.GetProperty("curve").EnumerateArray().ToArray();
        // With 100 human samples to 80 no share above 100 of 180 can be had.
        Assert.Equal([0, 35 / 64.0], curve.Select(point => point.GetProperty("share").GetDouble()));
        Assert.All(curve, point => Assert.Equal("verdict", point.GetProperty("failsOn").GetString()));
    }

    [Fact]
    public async Task Too_few_samples_cannot_be_mixed()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"mix -r r --input - --human {Human(100)} --server {service.Address}", Rows);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("at least 64 are needed", run.Error);
    }

    // Without the line breaks of the width.
    private static string Joined(string text) => string.Join(' ', text.TrimEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) + "\n";

    private async Task<CommandRun> MixAsync(ScriptedService service, string options)
    {
        var rows = string.Concat(Enumerable.Range(0, 80).Select(i => $"{{\"text\":\"t{i}\",\"id\":\"{i}\"}}\n"));
        return await CommandRun.Of($"mix -r r --input - --human {Human(100)} --server {service.Address} {options}", rows);
    }

    private string Human(int count)
    {
        var file = Path.Combine(_folder.FullName, "human.jsonl");
        File.WriteAllLines(file, Enumerable.Range(0, count).Select(i => $"{{\"text\":\"h{i}\",\"id\":\"{i}\"}}"));
        return file;
    }

    private static async Task<ScriptedService> StartWithSeedsAsync()
    {
        var service = await ScriptedService.StartAsync();
        service.Script.Seeds = new SuggestSeedsResponse
        {
            Needed = 12,
            Report = new Report { SampleCount = 3 },
            Deficits =
            {
                new Deficit { Subset = "a", ReferenceShare = 0.3, Needed = 12, ExpectedCount = 9, Seeds = { new Seed { Id = "s1", Subset = "a", Distance = 0.25 } } },
                new Deficit { Cell = 4, ReferenceShare = 0.1, Needed = 3, ExpectedCount = 5, Seeds = { new Seed { Id = "s9", Distance = 0.5 } } },
            },
        };
        return service;
    }
}
