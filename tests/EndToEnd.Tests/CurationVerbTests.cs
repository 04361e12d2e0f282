using System.Text.Json;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

/// <summary><c>detector curate</c> and <c>detector seeds</c> against the real service.</summary>
public sealed class CurationVerbTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private const string Loop = "we must act now and we must act now and we must act now and we must act now and we must act now and we must act now";
    private const string Unusual = "SELECT name, SUM(price) FROM orders GROUP BY name HAVING COUNT(*) > 3;";

    private readonly RunningService _service = fixture.Service;

    [Fact]
    public async Task Curate_drops_repetitions_and_loops_and_keeps_what_is_unusual()
    {
        var texts = Texts.Varied(200, 30);
        var file = Rows("mixed.jsonl", [.. texts, texts[3].ToUpperInvariant(), Loop, Unusual]);
        var (kept, decisions) = (Path.Combine(_service.Folder, "kept.jsonl"), Path.Combine(_service.Folder, "decisions.jsonl"));
        var outcome = (await Curate(file, kept, "--decisions", decisions).RunAsync()).Ended(0);
        Assert.Empty(outcome.Error);
        Assert.Contains(" of 203 candidates kept\n", outcome.Output, StringComparison.Ordinal);

        var decided = Objects(decisions);
        Assert.Equal(203, decided.Count);
        Assert.Contains("exact duplicate", Reasons(decided[200]));
        Assert.Equal(3, decided[200].GetProperty("repeats").GetInt32());
        Assert.Equal($"{file}, line 4", decided[200].GetProperty("repeatsPlace").GetString());
        Assert.Contains("loop", Reasons(decided[201]));
        Assert.Equal(["off support"], Reasons(decided[202]));
        string[] drops = ["exact duplicate", "near duplicate", "loop"];
        Assert.All(decided, d => Assert.Equal(Reasons(d).Intersect(drops).Any() ? "drop" : "keep", d.GetProperty("action").GetString()));

        var rows = Objects(kept);
        Assert.Equal(decided.Where(d => d.GetProperty("action").GetString() == "keep").Select(d => d.GetProperty("index").GetInt32()), rows.Select(NumberOf));
        Assert.All(rows, row => Assert.InRange(row.GetProperty("weight").GetDouble(), 0.01, 4));
    }

    [Fact]
    public async Task Curate_weighs_down_what_there_is_too_much_of()
    {
        var dogs = Texts.Varied(6000, 31).Where(text => text.StartsWith("A stray dog", StringComparison.Ordinal)).Take(300);
        var outcome = (await Curate(Rows("dogs.jsonl", [.. Texts.Varied(300, 32), .. dogs]), "-").RunAsync()).Ended(0);
        Assert.Contains("candidates kept\n", outcome.Error, StringComparison.Ordinal);
        var weights = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)
            .ToLookup(row => NumberOf(row) >= 300, row => row.GetProperty("weight").GetDouble());
        Assert.True(weights[true].Average() < 0.7 * weights[false].Average(), $"{weights[true].Average()} and {weights[false].Average()}");
    }

    [Fact]
    public async Task Curate_selects_as_many_as_were_asked_for_the_same_in_every_run()
    {
        var file = Rows("many.jsonl", Texts.Varied(300, 33));
        var first = (await Curate(file, "-", "--select", "40").RunAsync()).Ended(0);
        Assert.Equal(40, first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain("\"weight\"", first.Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, (await Curate(file, "-", "--select", "40").RunAsync()).Ended(0).Output);
    }

    [Fact]
    public async Task Curate_names_the_unknown_reference_the_refused_sample_and_the_bad_row_and_writes_nothing()
    {
        var kept = Path.Combine(_service.Folder, "never.jsonl");
        var good = Rows("good.jsonl", Texts.Varied(3, 34));
        var unknown = (await _service.Cli("curate", "--reference", "no-such", "--input", good, "--output", kept).RunAsync()).Ended(1);
        Assert.StartsWith("error: There is no reference 'no-such'.\n", unknown.Error, StringComparison.Ordinal);

        var large = Rows("large.jsonl", ["one", "two", new string('x', 40_000)]);
        var refused = (await Curate(large, kept).RunAsync()).Ended(1);
        Assert.StartsWith($"error: samples[2].text ({large}, line 3): It has 40000 bytes", refused.Error, StringComparison.Ordinal);

        var bad = _service.TextFile("bad.jsonl", ["""{"text":"one"}""", """{"text":3}"""]);
        var row = (await Curate(bad, kept).RunAsync()).Ended(1);
        Assert.Equal($"error: {bad}, line 2: field 'text' is a number; a string is needed\n", row.Error);
        Assert.False(File.Exists(kept));
    }

    [Fact]
    public async Task Seeds_point_at_a_label_that_is_gone()
    {
        var texts = Texts.Varied(800, 35);
        var healthy = _service.TextFile("labelled.jsonl", texts.Select(Labelled));
        (await _service.Cli("reference", "create", "labelled", "--input", healthy, "--keep-texts").RunAsync()).Ended(0);
        var thinned = Texts.Varied(500, 36).Where(text => !text.StartsWith("A stray dog", StringComparison.Ordinal));
        var file = _service.TextFile("thinned.jsonl", thinned.Select(Labelled));
        var seeds = Path.Combine(_service.Folder, "seeds.jsonl");
        var outcome = (await Seeds("labelled", file, "--output", seeds, "--per-deficit", "4").RunAsync()).Ended(0);
        Assert.Contains("A stray dog: 0 % of the batch", outcome.Output, StringComparison.Ordinal);

        var rows = Objects(seeds).Where(row => row.GetProperty("deficit").GetString() == "A stray dog").ToList();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal("A stray dog", row.GetProperty("subset").GetString());
            Assert.Contains(row.GetProperty("text").GetString(), texts);
            Assert.InRange(row.GetProperty("needed").GetInt32(), 15, 60);
        });

        var fine = (await Seeds("labelled", _service.TextFile("fine.jsonl", Texts.Varied(500, 37).Select(Labelled))).RunAsync()).Ended(0);
        Assert.Equal("500 samples: no region and no label is significantly thin\n", fine.Output);
    }

    [Fact]
    public async Task Seeds_name_the_unknown_reference_and_ids_that_come_twice()
    {
        var file = _service.TextFile("twice.jsonl", ["""{"text":"one","id":"a"}""", """{"text":"two","id":"a"}"""]);
        var unknown = (await Seeds("no-such", file).RunAsync()).Ended(1);
        Assert.StartsWith("error: There is no reference 'no-such'.\n", unknown.Error, StringComparison.Ordinal);
        var twice = (await Seeds(ServiceWithReference.Name, file).RunAsync()).Ended(1);
        Assert.StartsWith($"error: samples[1].id ({file}, line 2): samples[0] ({file}, line 1) has the same id", twice.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeds_of_too_few_samples_say_that_nothing_can_be_told()
    {
        var outcome = (await Seeds(ServiceWithReference.Name, Rows("four.jsonl", Texts.Varied(4, 38))).RunAsync()).Ended(0);
        Assert.Equal("4 samples are too few to say what they lack\n", outcome.Output);
    }

    private Command Curate(string file, string output, params string[] more) =>
        _service.Cli(["curate", "--reference", ServiceWithReference.Name, "--input", file, "--output", output, .. more]);

    private Command Seeds(string reference, string file, params string[] more) =>
        _service.Cli(["seeds", "--reference", reference, "--input", file, .. more]);

    private string Rows(string name, IEnumerable<string> texts) =>
        _service.TextFile(name, texts.Select((text, number) => JsonSerializer.Serialize(new { text, number })));

    private static string Labelled(string text) => JsonSerializer.Serialize(new { text, subset = Texts.SubjectOf(text) });

    private static List<JsonElement> Objects(string file) => [.. File.ReadAllLines(file).Select(Parse)];

    private static JsonElement Parse(string line) => JsonSerializer.Deserialize<JsonElement>(line);

    private static int NumberOf(JsonElement row) => row.GetProperty("number").GetInt32();

    private static string[] Reasons(JsonElement decision) => [.. decision.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)];
}
