using System.IO.Compression;
using System.Text.Json;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class ScoreVerbTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private readonly RunningService _service = fixture.Service;

    [Fact]
    public async Task A_healthy_batch_ends_with_0()
    {
        var outcome = (await Score(_service.TextFile("healthy.txt", Texts.Varied(300, 20))).RunAsync()).Ended(0);
        Assert.Contains("vendi", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collapsed_batch_ends_with_3_and_is_named()
    {
        var outcome = (await Score(_service.TextFile("collapsed.txt", Texts.Collapsed(300))).RunAsync()).Ended(3);
        Assert.Contains("critical", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("mode collapse", outcome.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_batch_too_small_to_tell_ends_with_4() =>
        (await Score(_service.TextFile("small.txt", Texts.Varied(4, 21))).RunAsync()).Ended(4);

    [Fact]
    public async Task An_unknown_reference_ends_with_1_and_says_which()
    {
        var file = _service.TextFile("any.txt", Texts.Varied(4, 22));
        var outcome = (await _service.Cli("score", "--reference", "no-such", "--input", file).RunAsync()).Ended(1);
        Assert.Contains("no-such", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_service_that_is_not_there_ends_with_1_and_says_where()
    {
        var command = Score(_service.TextFile("unheard.txt", Texts.Varied(4, 23))) with { Environment = new() { ["DETECTOR_SERVER"] = "127.0.0.1:1" } };
        Assert.Contains("127.0.0.1:1", (await command.RunAsync()).Ended(1).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("--fail-on", "never")]
    public async Task A_wrong_command_line_ends_with_2(params string[] wrong) =>
        Assert.Contains(wrong[^1], (await _service.Cli(["score", .. wrong, "--reference", "x", "--input", "x.txt"]).RunAsync()).Ended(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Json_is_the_report_and_nothing_else_and_the_same_each_time()
    {
        var file = _service.TextFile("json.txt", Texts.Collapsed(200));
        var first = (await Score(file, "--json").RunAsync()).Ended(3);
        using var report = JsonDocument.Parse(first.Output);
        Assert.Equal(ServiceWithReference.Name, report.RootElement.GetProperty("reference").GetString());
        Assert.Equal(200, report.RootElement.GetProperty("sampleCount").GetInt32());
        Assert.Equal("VERDICT_CRITICAL", report.RootElement.GetProperty("verdict").GetString());
        Assert.Empty(first.Error);
        Assert.Equal(first.Output, (await Score(file, "--json").RunAsync()).Output);
    }

    [Fact]
    public async Task Standard_input_and_gzip_give_the_report_of_the_plain_file()
    {
        var rows = Texts.Varied(200, 24).Select(text => JsonSerializer.Serialize(new { text }));
        var bytes = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', rows));
        var plain = Path.Combine(_service.Folder, "plain.jsonl");
        await File.WriteAllBytesAsync(plain, bytes);
        var zipped = Path.Combine(_service.Folder, "zipped.jsonl.gz");
        await using (var gzip = new GZipStream(File.Create(zipped), CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(bytes);
        }

        var expected = (await Score(plain, "--json").RunAsync()).Output;
        Assert.Equal(expected, (await Score(zipped, "--json").RunAsync()).Output);
        var piped = await (Score("-", "--json", "--format", "jsonl") with { Input = bytes }).RunAsync();
        Assert.Equal(expected, piped.Output);
    }

    [Fact]
    public async Task Chat_messages_give_the_report_of_their_answers_and_prompts()
    {
        var answers = Texts.Varied(200, 25);
        var prompts = answers.Select((_, i) => $"What happened in chapter {i % 40}?").ToArray();
        var plain = _service.TextFile("answers.jsonl", answers.Zip(prompts, (text, prompt) => JsonSerializer.Serialize(new { text, prompt })));
        var chat = _service.TextFile("chat.jsonl", answers.Zip(prompts, (text, prompt) => JsonSerializer.Serialize(new
        {
            messages = new[]
            {
                new { role = "system", content = "You tell the news of a village." },
                new { role = "user", content = prompt },
                new { role = "assistant", content = text },
            },
        })));

        var expected = await Score(plain, "--json").RunAsync();
        using var report = JsonDocument.Parse(expected.Output);
        Assert.Equal(200, report.RootElement.GetProperty("sampleCount").GetInt32());
        Assert.Equal(expected, await Score(chat, "--json").RunAsync());
    }

    [Fact]
    public async Task An_interrupted_command_ends_with_130()
    {
        // Opening a named pipe waits for the other side, so the command reads once this side is open.
        var pipe = Path.Combine(_service.Folder, "pipe.txt");
        (await new Command("mkfifo", pipe).RunAsync()).Ended(0);
        await using var run = Score(pipe).Start();
        await using var rows = await Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write));

        await run.SignalAsync("INT");

        var outcome = (await run.EndAsync()).Ended(130);
        Assert.Empty(outcome.Output);
        Assert.Contains("interrupted", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_row_ends_with_1_and_is_named_by_file_and_line()
    {
        var file = _service.TextFile("bad.jsonl", ["""{"text": "one"}""", """{"text": """, """{"text": "three"}"""]);
        var outcome = (await Score(file).RunAsync()).Ended(1);
        Assert.Contains("bad.jsonl, line 2", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task Nothing_is_wider_than_a_narrow_terminal()
    {
        const int Columns = 44;
        var command = Score(_service.TextFile("narrow.txt", Texts.Collapsed(200)));
        command.Environment["COLUMNS"] = $"{Columns}";
        var outcome = (await command.RunAsync()).Ended(3);
        Assert.All(outcome.Output.Split('\n'), line => Assert.True(line.Length <= Columns, line));
    }

    private Command Score(string file, params string[] more) =>
        _service.Cli(["score", "--reference", ServiceWithReference.Name, "--input", file, .. more]);
}
