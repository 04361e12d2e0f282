using System.Text.Json;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class LineageVerbTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly RunningService _service = fixture.Service;

    [Fact]
    public async Task A_loop_that_collapses_fails_against_all_and_leaves_no_reference()
    {
        var json = Path.Combine(_service.Folder, "lineage.json");
        string[] files = [Healthy("l0.txt", 40), Healthy("l1.txt", 41), _service.TextFile("l2.txt", Texts.Collapsed(300))];
        var outcome = (await Lineage([.. files, "--reference", ServiceWithReference.Name, "--json", json]).RunAsync()).Ended(3);
        Assert.StartsWith("CRITICAL\nGeneration 2, the last of 3: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("duplication: first critical at generation 2", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("too few generations for a trend: 3 judged, 5 needed", outcome.Output, StringComparison.Ordinal);

        using var root = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var comparisons = root.RootElement.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(["reference", "first", "previous"], comparisons.Select(c => c.GetProperty("against").GetString()));
        Assert.All(comparisons, c => Assert.Equal(2, c.GetProperty("firstFailing").GetInt32()));
        Assert.Empty(await TemporaryAsync());
    }

    [Fact]
    public async Task A_generation_too_small_for_a_reference_leaves_the_comparison_with_the_reference()
    {
        string[] files = [_service.TextFile("s0.txt", Texts.Varied(20, 42)), Healthy("s1.txt", 43)];
        var outcome = (await Lineage([.. files, "--reference", ServiceWithReference.Name]).RunAsync()).Ended(4);
        Assert.Contains("  • against generation 0: not possible\n", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("generation 0 makes no reference", outcome.Output, StringComparison.Ordinal);
        Assert.Empty(await TemporaryAsync());
    }

    [Fact]
    public async Task An_interruption_deletes_the_reference_that_is_being_made()
    {
        string[] files = [_service.TextFile("i0.txt", Texts.Varied(3000, 44)), Healthy("i1.txt", 45)];
        await using var running = Lineage([.. files, "--against", "first"]).Start();
        using var timer = new PeriodicTimer(Interval);
        while ((await TemporaryAsync()).Count == 0)
        {
            await timer.WaitForNextTickAsync();
        }

        await running.SignalAsync("INT");
        Assert.Contains("interrupted", (await running.EndAsync()).Ended(130).Error, StringComparison.Ordinal);
        Assert.Empty(await TemporaryAsync());
    }

    [Fact]
    public async Task An_unknown_reference_is_told_before_any_is_made()
    {
        var outcome = (await Lineage(Healthy("u0.txt", 46), Healthy("u1.txt", 47), "--reference", "no-such").RunAsync()).Ended(1);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("no-such", outcome.Error, StringComparison.Ordinal);
    }

    private Command Lineage(params string[] arguments) => _service.Cli(["lineage", .. arguments]);

    private string Healthy(string name, int seed) => _service.TextFile(name, Texts.Varied(300, seed));

    private async Task<List<string>> TemporaryAsync()
    {
        using var client = _service.Connect();
        return await client.ListReferencesAsync().Select(r => r.Name).Where(n => n.StartsWith("lineage-", StringComparison.Ordinal)).ToListAsync();
    }
}
