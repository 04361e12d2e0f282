using System.Text.Json;
using Detector.EndToEnd.Tests.Running;
using Detector.V1;

namespace Detector.EndToEnd.Tests;

/// <summary>The scripts of examples/python against the real service.</summary>
public sealed class PythonExampleTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private const int Batch = 25;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly RunningService _service = fixture.Service;

    [Theory]
    [InlineData("healthy", "critical", 0, "healthy: 300 samples against reference varied\n")]
    [InlineData("collapsed", "critical", 3, "critical: 300 samples against reference varied\n")]
    [InlineData("few", "watch", 4, "insufficient evidence: 4 samples against reference varied\n")]
    public async Task Gate_ends_with_the_exit_code_of_the_verdict(string kind, string failOn, int exitCode, string output)
    {
        var file = Rows($"gate-{kind}.jsonl", kind switch
        {
            "healthy" => Texts.Varied(300, 60),
            "collapsed" => Texts.Collapsed(300),
            _ => Texts.Varied(4, 61),
        });
        var outcome = (await Script("gate", "--reference", ServiceWithReference.Name, "--fail-on", failOn, file).RunAsync()).Ended(exitCode);
        Assert.StartsWith(output, outcome.Output, StringComparison.Ordinal);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task Gate_names_the_bad_row_the_unknown_reference_and_the_sample_that_is_refused()
    {
        var bad = _service.TextFile("bad.jsonl", ["""{"text":"one"}""", """{"text":3}"""]);
        var row = (await Script("gate", "--reference", ServiceWithReference.Name, bad).RunAsync()).Ended(1);
        Assert.Equal($"error: {bad}, line 2: needs a field \"text\" with a text in it\n", row.Error);

        var good = Rows("good.jsonl", Texts.Varied(4, 62));
        var unknown = (await Script("gate", "--reference", "no-such", good).RunAsync()).Ended(1);
        Assert.Equal("error: There is no reference 'no-such'.\n", unknown.Error);

        var large = Rows("large.jsonl", ["one", "two", new string('x', 40_000)]);
        var refused = (await Script("gate", "--reference", ServiceWithReference.Name, large).RunAsync()).Ended(1);
        Assert.Contains($"({large}, line 3)", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_service_a_script_says_what_to_do()
    {
        var outcome = (await Script("gate", "--server", "127.0.0.1:1", "--reference", "r", Rows("any.jsonl", ["one"])).RunAsync()).Ended(1);
        Assert.Equal("error: no service answers at 127.0.0.1:1: start it with './detector serve', or name another with --server\n", outcome.Error);
    }

    [Fact]
    public async Task Without_a_protoc_a_script_says_so()
    {
        var command = Script("gate", "--reference", ServiceWithReference.Name, Rows("any.jsonl", ["one"]));
        command.Environment["PROTOC"] = "/no-such-protoc";
        Assert.Equal("error: PROTOC: /no-such-protoc: No such file or directory\n", (await command.RunAsync()).Ended(1).Error);
    }

    [Theory]
    [InlineData("gate")]
    [InlineData("observe")]
    [InlineData("curate")]
    public async Task A_script_tells_how_it_is_used(string script)
    {
        Assert.StartsWith($"usage: {script}.py ", (await Script(script, "--help").RunAsync()).Ended(0).Output, StringComparison.Ordinal);
        Assert.StartsWith($"usage: {script}.py ", (await Script(script, "--typo").RunAsync()).Ended(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observe_loses_and_doubles_nothing_when_the_service_is_killed_in_the_middle()
    {
        await MonitorAsync("restarted");
        var rows = Texts.Varied(1000, 63).Select(Row).ToList();
        await using var observing = Script("observe", "--monitor", "restarted", "--batch", $"{Batch}", "-").Start();
        await observing.WriteAsync(rows[..500]);
        using var timer = new PeriodicTimer(Interval);
        while (await SamplesAsync("restarted") < 200)
        {
            await timer.WaitForNextTickAsync();
        }

        await _service.CrashAsync();
        await observing.WriteAsync(rows[500..]);
        await _service.RestartAsync();
        observing.CloseInput();

        var outcome = (await observing.EndAsync()).Ended(0);
        Assert.Contains("trying again: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("1000 samples acknowledged by monitor restarted\n", outcome.Output);
        Assert.Equal(1000, await SamplesAsync("restarted"));
    }

    [Fact]
    public async Task Observe_stops_at_a_bad_row_and_goes_on_when_it_is_mended()
    {
        await MonitorAsync("mended");
        var texts = Texts.Varied(110, 64);
        var file = _service.TextFile("mended.jsonl", [.. texts.Select(Row).Take(60), "{\"text\":\"cut o", .. texts.Select(Row).Skip(61)]);
        string[] arguments = ["--monitor", "mended", "--batch", $"{Batch}", "--stream-id", "mended-1", file];
        var stopped = (await Script("observe", arguments).RunAsync()).Ended(1);
        Assert.StartsWith("50 samples acknowledged; the same command with --stream-id mended-1 goes on after them\nerror: ", stopped.Error, StringComparison.Ordinal);
        Assert.Contains($"{file}, line 61: is not JSON", stopped.Error, StringComparison.Ordinal);

        Rows("mended.jsonl", texts);
        var wentOn = (await Script("observe", arguments).RunAsync()).Ended(0);
        Assert.Equal("60 samples acknowledged by monitor mended, after 2 batches of earlier runs\n", wentOn.Output);
        Assert.Equal(110, await SamplesAsync("mended"));
    }

    [Fact]
    public async Task Observe_names_the_unknown_monitor()
    {
        var outcome = (await Script("observe", "--monitor", "no-such", Rows("some.jsonl", ["one"])).RunAsync()).Ended(1);
        Assert.Equal("error: There is no monitor 'no-such'.\n", outcome.Error);
    }

    [Fact]
    public async Task Curate_writes_the_kept_rows_with_weights_and_reasons()
    {
        var texts = Texts.Varied(1100, 65);
        var rows = texts.Select((text, number) => JsonSerializer.Serialize(new { text, number, name = "Zoë" }));
        var loop = string.Concat(Enumerable.Repeat("we must act now and ", 20));
        var unusual = JsonSerializer.Serialize(new { text = "SELECT name, SUM(price) FROM orders GROUP BY name;", number = -1 });
        var file = _service.TextFile("candidates.jsonl", [.. rows, Row(texts[7]), Row(loop), unusual]);
        var kept = Path.Combine(_service.Folder, "python-kept.jsonl");
        var outcome = (await Script("curate", "--reference", ServiceWithReference.Name, "--output", kept, file).RunAsync()).Ended(0);
        Assert.Empty(outcome.Error);
        Assert.Contains(" of 1103 candidates kept\n  - exact duplicate: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\n  - loop: 1\n", outcome.Output, StringComparison.Ordinal);

        var written = (await File.ReadAllLinesAsync(kept)).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.StartsWith($"{written.Count} of 1103 ", outcome.Output, StringComparison.Ordinal);
        // The repetition and the loop have no number: only they and near duplicates are gone, and all is in order.
        var numbers = written.Select(row => row.GetProperty("number").GetInt32()).ToList();
        Assert.Equal(numbers[..^1].Order(), numbers[..^1]);
        Assert.Equal(-1, numbers[^1]);
        Assert.Equal(["off support"], written[^1].GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.All(written, row => Assert.InRange(row.GetProperty("weight").GetDouble(), 0.01, 4));
        Assert.All(written[..^1], row => Assert.Equal("Zoë", row.GetProperty("name").GetString()));

        // The client program decides alike, and so it does weigh.
        var same = Path.Combine(_service.Folder, "client-kept.jsonl");
        (await _service.Cli("curate", "--reference", ServiceWithReference.Name, "--input", file, "--output", same).RunAsync()).Ended(0);
        Assert.Equal(
            (await File.ReadAllLinesAsync(same)).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).Select(row => row.GetProperty("weight").GetDouble()),
            written.Select(row => row.GetProperty("weight").GetDouble()));
    }

    [Fact]
    public async Task Curate_selects_from_standard_input_and_says_so_on_standard_error()
    {
        var input = System.Text.Encoding.UTF8.GetBytes(string.Concat(Texts.Varied(200, 66).Select(text => Row(text) + "\n")));
        var command = Script("curate", "--reference", ServiceWithReference.Name, "--select", "30", "--output", "-", "-") with { Input = input };
        var outcome = (await command.RunAsync()).Ended(0);
        Assert.Equal(30, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("\"weight\"", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("30 rows written, selected for coverage of the reference\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Curate_names_the_bad_row_the_unknown_reference_the_refused_sample_and_the_missing_folder()
    {
        var kept = Path.Combine(_service.Folder, "never.jsonl");
        var bad = _service.TextFile("bad-candidates.jsonl", [.. Texts.Varied(600, 67).Select(Row), "{\"text\":\"cut o"]);
        var row = (await Curate(bad).RunAsync()).Ended(1);
        Assert.StartsWith($"error: {bad}, line 601: is not JSON", row.Error, StringComparison.Ordinal);
        var large = Rows("large-candidates.jsonl", [.. Texts.Varied(600, 68), new string('x', 40_000)]);
        Assert.StartsWith($"error: samples[600].text ({large}, line 601): It has 40000 bytes", (await Curate(large).RunAsync()).Ended(1).Error, StringComparison.Ordinal);
        var empty = _service.TextFile("empty.jsonl", []);
        Assert.Equal($"error: {empty}: no rows\n", (await Curate(empty).RunAsync()).Ended(1).Error);
        var unknown = (await Script("curate", "--reference", "no-such", "--output", kept, large).RunAsync()).Ended(1);
        Assert.Equal("error: There is no reference 'no-such'.\n", unknown.Error);
        Assert.False(File.Exists(kept));
        var folder = (await Script("curate", "--reference", ServiceWithReference.Name, "--output", "/none/kept", large).RunAsync()).Ended(2);
        Assert.EndsWith("error: --output: /none/kept is a folder or in none\n", folder.Error, StringComparison.Ordinal);

        Command Curate(string file) => Script("curate", "--reference", ServiceWithReference.Name, "--output", kept, file);
    }

    [Fact]
    public async Task Rows_that_are_large_together_go_in_several_messages()
    {
        var rows = Texts.Varied(200, 69).Select(text => JsonSerializer.Serialize(new { text, prompt = text + new string('p', 100_000) }));
        var outcome = (await Script("gate", "--reference", ServiceWithReference.Name, _service.TextFile("prompts.jsonl", rows)).RunAsync()).Ended(0);
        Assert.Contains(": 200 samples against reference varied\n", outcome.Output, StringComparison.Ordinal);
    }

    private static string Row(string text) => JsonSerializer.Serialize(new { text });

    private string Rows(string name, IEnumerable<string> texts) => _service.TextFile(name, texts.Select(Row));

    private Command Script(string name, params string[] arguments)
    {
        var command = Python.Script($"examples/python/{name}.py", arguments);
        command.Environment["DETECTOR_SERVER"] = _service.Process.GrpcAddress.Authority;
        return command;
    }

    private async Task MonitorAsync(string name)
    {
        using var client = _service.Connect();
        await client.CreateMonitorAsync(new CreateMonitorRequest { Name = name, Reference = ServiceWithReference.Name });
    }

    private async Task<long> SamplesAsync(string name)
    {
        using var client = _service.Connect();
        return (await client.GetMonitorAsync(name)).SampleCount;
    }
}
