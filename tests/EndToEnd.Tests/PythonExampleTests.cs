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
    public async Task Curate_drops_what_repeats_weights_the_rest_and_selects()
    {
        var texts = Texts.Varied(500, 65);
        var file = Rows("candidates.jsonl", [.. texts, .. texts.Take(70)]);
        var output = Path.Combine(Path.GetDirectoryName(file)!, "kept.jsonl");
        var whole = (await Script("curate", "--reference", ServiceWithReference.Name, "--output", output, file).RunAsync()).Ended(0);
        var kept = File.ReadAllLines(output).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.StartsWith($"{kept.Length} of 570 candidates written to {output}\n", whole.Output, StringComparison.Ordinal);
        Assert.Contains($"  exact duplicate: {570 - texts.Distinct().Count()}\n", whole.Output, StringComparison.Ordinal);
        Assert.InRange(kept.Length, 400, 500);
        Assert.Equal(kept.Length, kept.Select(row => row.GetProperty("text").GetString()).Distinct().Count());
        Assert.All(kept, row => Assert.InRange(row.GetProperty("weight").GetDouble(), 0.01, 4));

        await Script("curate", "--reference", ServiceWithReference.Name, "--output", output, "--select", "120", file).RunAsync();
        var selected = File.ReadAllLines(output).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()).ToArray();
        Assert.Equal(120, selected.Distinct().Count());
        Assert.All(selected, text => Assert.Contains(text, texts));
    }

    [Fact]
    public async Task Curate_names_the_bad_row_the_refused_one_and_the_unknown_reference_and_writes_nothing()
    {
        var output = Path.Combine(Path.GetDirectoryName(Rows("some.jsonl", ["one"]))!, "none.jsonl");
        var bad = _service.TextFile("bad-candidates.jsonl", [.. Texts.Varied(900, 66).Select(Row), """{"text":3}"""]);
        var row = (await Script("curate", "--reference", ServiceWithReference.Name, "--output", output, bad).RunAsync()).Ended(1);
        Assert.Equal($"error: {bad}, line 901: needs a field \"text\" with a text in it\n", row.Error);

        var large = Rows("large-candidates.jsonl", ["one", "two", new string('x', 40_000)]);
        var refused = (await Script("curate", "--reference", ServiceWithReference.Name, "--output", output, large).RunAsync()).Ended(1);
        Assert.Contains($"({large}, line 3)", refused.Error, StringComparison.Ordinal);

        var unknown = (await Script("curate", "--reference", "no-such", "--output", output, Rows("few.jsonl", ["one"])).RunAsync()).Ended(1);
        Assert.Equal("error: There is no reference 'no-such'.\n", unknown.Error);
        Assert.False(File.Exists(output));
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
