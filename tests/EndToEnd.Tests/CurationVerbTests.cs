using System.Text.Json;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

/// <summary><c>detector curate</c>, <c>seeds</c> and <c>mix</c> against the real service.</summary>
public sealed class CurationVerbTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private const string LackedSubject = "The chess club";
    private readonly RunningService _service = fixture.Service;

    [Fact]
    public async Task Curate_keeps_one_of_each_repetition_and_says_of_each_row_what_was_decided()
    {
        var texts = Texts.Varied(400, 30).Distinct().ToArray();
        var file = Rows("candidates.jsonl", [.. texts, .. texts.Take(50), string.Concat(Enumerable.Repeat("again and again the same words ", 20))]);
        var (kept, decisions) = (In("kept.jsonl"), In("decisions.jsonl"));
        var outcome = (await Run("curate", file, "--output", kept, "--decisions", decisions).RunAsync()).Ended(0);
        Assert.Contains("exact duplicate", outcome.Output, StringComparison.Ordinal);
        var rows = Read(kept);
        Assert.All(rows, row => Assert.InRange(row.GetProperty("weight").GetDouble(), 0.01, 4));
        Assert.Equal(rows.Length, rows.Select(row => row.GetProperty("text").GetString()).Distinct().Count());
        var decided = Read(decisions);
        Assert.Equal(texts.Length + 51, decided.Length);
        Assert.Equal(rows.Length, decided.Count(row => row.GetProperty("action").GetString() == "keep"));
        Assert.All(decided[texts.Length..^1], (row, i) => Assert.Equal($"{file}, line {i + 1}", row.GetProperty("repeatsPlace").GetString()));
        Assert.Contains("loop", decided[^1].GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
    }

    [Fact]
    public async Task Curate_selects_as_many_as_asked_for_from_standard_input()
    {
        await using var curating = Run("curate", "-", "--output", "-", "--select", "100").Start();
        await curating.WriteAsync(Texts.Varied(600, 31).Select(Row));
        curating.CloseInput();
        var outcome = (await curating.EndAsync()).Ended(0);
        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(100, lines.Distinct().Count());
    }

    [Fact]
    public async Task Curate_names_an_unknown_reference_and_a_bad_row_and_leaves_no_file()
    {
        var kept = In("never.jsonl");
        var unknown = (await _service.Cli(["curate", "-r", "no-such", "-i", Rows("c.jsonl", ["one"]), "-o", kept]).RunAsync()).Ended(1);
        Assert.Contains("There is no reference 'no-such'", unknown.Error, StringComparison.Ordinal);
        var bad = _service.TextFile("bad.jsonl", [Row("one"), "{"]);
        var row = (await Run("curate", bad, "--output", kept).RunAsync()).Ended(1);
        Assert.Contains($"{bad}, line 2", row.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(kept));
    }

    [Fact]
    public async Task Seeds_are_of_the_kind_that_a_batch_lacks()
    {
        var reference = Rows("reference.jsonl", Texts.Varied(1600, 1));
        (await _service.Cli(["reference", "create", "kept-texts", "--input", reference, "--keep-texts"]).RunAsync()).Ended(0);
        var lacking = Rows("lacking.jsonl", Texts.Varied(900, 32).Where(text => !text.StartsWith(LackedSubject, StringComparison.Ordinal)));
        var output = In("seeds.jsonl");
        var outcome = (await _service.Cli(["seeds", "-r", "kept-texts", "-i", lacking, "--output", output]).RunAsync()).Ended(0);
        Assert.Contains("lack", outcome.Output, StringComparison.Ordinal);
        var texts = Read(output).Select(seed => seed.GetProperty("text").GetString()!).ToArray();
        Assert.NotEmpty(texts);
        Assert.InRange(texts.Count(text => text.StartsWith(LackedSubject, StringComparison.Ordinal)), texts.Length / 2, texts.Length);
    }

    [Fact]
    public async Task Seeds_of_a_healthy_batch_are_none_and_a_wrong_number_is_refused()
    {
        var healthy = Rows("healthy.jsonl", Texts.Varied(600, 33));
        var output = In("none.jsonl");
        (await Run("seeds", healthy, "--output", output).RunAsync()).Ended(0);
        Assert.Empty(Read(output));
        var refused = (await Run("seeds", healthy, "--per-deficit", "101").RunAsync()).Ended(2);
        Assert.Contains("--per-deficit: 101 is not 0 to 100", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mix_needs_nothing_for_healthy_data_and_finds_a_share_for_damaged_data()
    {
        var human = Rows("human.jsonl", Texts.Varied(2500, 34));
        var healthy = (await Run("mix", Rows("fine.jsonl", Texts.Varied(300, 20)), "--human", human, "--samples", "300").RunAsync()).Ended(0);
        Assert.StartsWith("The data passes as it is", healthy.Output, StringComparison.Ordinal);

        var thin = Rows("thin.jsonl", Texts.Varied(800, 36).Where(text => !text.StartsWith(LackedSubject, StringComparison.Ordinal)).Take(300));
        var damaged = (await Run("mix", thin, "--human", human, "--samples", "600", "--json").RunAsync()).Ended(0);
        using var advice = JsonDocument.Parse(damaged.Output);
        Assert.InRange(advice.RootElement.GetProperty("share").GetDouble(), 0, 1);
        Assert.NotEmpty(advice.RootElement.GetProperty("curve").EnumerateArray());
    }

    [Fact]
    public async Task Mix_refuses_a_missing_file_and_too_few_samples()
    {
        var few = Rows("few.jsonl", Texts.Varied(20, 37));
        Assert.Contains(
            "no-such.jsonl", (await Run("mix", few, "--human", In("no-such.jsonl")).RunAsync()).Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("at least 64 are needed", (await Run("mix", few, "--human", few).RunAsync()).Ended(1).Error, StringComparison.Ordinal);
    }

    private static string Row(string text) => JsonSerializer.Serialize(new { text });

    private static JsonElement[] Read(string file) => [.. File.ReadAllLines(file).Select(line => JsonDocument.Parse(line).RootElement)];

    private string Rows(string name, IEnumerable<string> texts) => _service.TextFile(name, texts.Select(Row));

    private string In(string name) => Path.Combine(_service.Folder, name);

    private Command Run(string verb, string file, params string[] more) =>
        _service.Cli([verb, "--reference", ServiceWithReference.Name, "--input", file, .. more]);
}
